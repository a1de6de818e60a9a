# Serves Base by default, with an embedded PostgreSQL under /data:
#   docker build -t morlens . && docker run -p 8080:8080 -v morlens:/data morlens

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# Libraries first: they change less often than the sources.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -ntp -q dependency:go-offline
COPY src/main src/main
COPY web web
RUN ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:25-jre
# PostgreSQL refuses to run as root outside of tests, and nothing here needs to.
RUN useradd --system --uid 10001 --home-dir /data --create-home morlens
COPY --from=build /build/target/quarkus-app /opt/morlens
COPY --from=build /build/src/main/aot/train /opt/train
RUN install -d -o morlens /opt/aot
USER morlens
# By the very JVM that will use it. Without it the server only starts more slowly.
RUN bash /opt/train "$(command -v java)" /opt/morlens/quarkus-run.jar /opt/aot/app.aot || echo "no AOT cache"
WORKDIR /data
VOLUME /data
ENV MORLENS_DATABASE_DIRECTORY=/data/pg18 \
    JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=60
EXPOSE 8080
HEALTHCHECK --interval=10s --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /q/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=/opt/aot/app.aot", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/morlens/quarkus-run.jar"]
