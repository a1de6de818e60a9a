# Sourced by ./morlens: an older version beside this one, at the same chain of five blocks a second, on this machine.

readonly COMPARED_FOR=120

# Hundredths of a second that the process $1, those that it ended, and its children have taken.
ticks_of() {
  local pid=$1 all=0 stat child
  stat=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || return 0
  # shellcheck disable=SC2086 # fields
  set -- $stat
  all=$((${12} + ${13} + ${14} + ${15}))
  for child in $(cat "/proc/$pid"/task/*/children 2>/dev/null); do
    stat=$(sed 's/.*) //' "/proc/$child/stat" 2>/dev/null) || continue
    # shellcheck disable=SC2086 # fields
    set -- $stat
    all=$((all + ${12} + ${13}))
  done
  printf '%s' "$all"
}

# The same of a server and its PostgreSQL, which works in the directory $2.
ticks_of_both() {
  local server postgres
  server=$(ticks_of "$1")
  postgres=$(ticks_of "$(head -n 1 "$2/postmaster.pid")")
  printf '%s' "$((${server:-0} + ${postgres:-0}))"
}

# Seconds of processor time that each took in so many seconds, as "OLD NEW".
measured() {
  local old new
  old=$(ticks_of_both "$OLD_SERVER" "$COMPARED/old-data")
  new=$(ticks_of_both "$NEW_SERVER" "$COMPARED/new-data")
  sleep "$COMPARED_FOR"
  old=$(($(ticks_of_both "$OLD_SERVER" "$COMPARED/old-data") - old))
  new=$(($(ticks_of_both "$NEW_SERVER" "$COMPARED/new-data") - new))
  node -e 'const [what, old, now, time] = process.argv.slice(1);
    const part = (ticks) => (ticks / time).toFixed(2);
    console.log(`${what}: ${part(old)} % of a core before, ${part(now)} % now: ${(now / old).toFixed(2)} of it`);' \
    "$1" "$old" "$new" "$COMPARED_FOR"
}

view_both() {
  while :; do
    curl -s -o /dev/null "http://127.0.0.1:$1/local/address/$3" &
    curl -s -o /dev/null "http://127.0.0.1:$2/local/address/$3"
    sleep 1
  done
}

follows() { curl -s "http://127.0.0.1:$1/api/v1/local/status" | grep -q '"state":"following"'; }

start_compared() {
  MORLENS_DATABASE_DIRECTORY=$COMPARED/$1-data QUARKUS_HTTP_PORT=$2 MORLENS_SHUTDOWN_DELAY=0s \
    "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx512m -jar "$3" >"$COMPARED/$1.log" 2>&1 &
}

compare() {
  (($# == 1)) || die "compare takes a commit."
  local commit=$1 viewer address
  find_jdk
  find_node
  find_maven
  trap stop_all EXIT
  build_server
  COMPARED=$(mktemp -d)
  say "building $commit"
  git clone -q . "$COMPARED/source"
  git -C "$COMPARED/source" checkout -q "$commit"
  (cd "$COMPARED/source" && mvn_ -q -Dmaven.test.skip=true -Dcyclonedx.skip=true package >&2)
  start_local_chain
  address=$(node -e 'console.log(JSON.parse(process.argv[1])[0].address)' "$MORLENS_SAMPLES")
  # What both call it by their own names.
  MORLENS_SERVE=local start_compared old 18081 "$COMPARED/source/$SERVER"
  OLD_SERVER=$!
  start_compared new 18082 "$SERVER"
  NEW_SERVER=$!
  CHILDREN=("$OLD_SERVER" "$NEW_SERVER" "${CHILDREN[@]}")
  until follows 18081 && follows 18082; do
    runs "$OLD_SERVER" && runs "$NEW_SERVER" || die "a server ended: see $COMPARED"
    sleep 1
  done
  sleep 60
  measured "nobody looks"
  view_both 18081 18082 "$address" &
  viewer=$!
  CHILDREN=("$viewer" "${CHILDREN[@]}")
  sleep 20
  measured "a page a second"
}
