# Sourced by ./morlens: an older version beside this one, at the same chain of five blocks a second, on this machine.

readonly COMPARED_FOR=120 WARM_UP=180

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
  old=$(ticks_of_both "$OLD_SERVER" "$COMPARED/old/data")
  new=$(ticks_of_both "$NEW_SERVER" "$COMPARED/new/data")
  sleep "$COMPARED_FOR"
  old=$(($(ticks_of_both "$OLD_SERVER" "$COMPARED/old/data") - old))
  new=$(($(ticks_of_both "$NEW_SERVER" "$COMPARED/new/data") - new))
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
  mkdir "$COMPARED/$1"
  MORLENS_DATABASE_DIRECTORY=$COMPARED/$1/data QUARKUS_HTTP_PORT=$2 MORLENS_SHUTDOWN_DELAY=0s \
    "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx512m -jar "$3" >"$COMPARED/$1.log" 2>&1 &
}

# A chain of a fifth of Base's size, as busy as Base: five blocks a second, and an act every five seconds.
start_compared_chain() {
  local line
  coproc CHAIN { replay --port 0 --logs 200000 --largest 300 --mine 200 --act-every 25 2>"$COMPARED/chain.log"; }
  CHILDREN+=("$CHAIN_PID")
  IFS= read -r line <&"${CHAIN[0]}" || die "the chain did not start: see $COMPARED/chain.log"
  [[ $line =~ ^([^ ]+):\ chain\ ([0-9]+),\ token\ ([^,]+),\ Diamond\ ([^,]+),.*most\ sessions:\ (.*)$ ]] ||
    die "the chain says '$line'"
  export MORLENS_NETWORKS_LOCAL_RPC_URLS=${BASH_REMATCH[1]} MORLENS_NETWORKS_LOCAL_CHAIN_ID=${BASH_REMATCH[2]}
  export MORLENS_NETWORKS_LOCAL_TOKEN=${BASH_REMATCH[3]} MORLENS_NETWORKS_LOCAL_DIAMOND=${BASH_REMATCH[4]}
  export MORLENS_NETWORKS_LOCAL_TITLE=Compared MORLENS_NETWORKS_LOCAL_START_BLOCK=0
  VIEWED=${BASH_REMATCH[5]}
}

# Three times, as a machine is never quite at rest.
measured_thrice() {
  for _ in 1 2 3; do
    measured "$1"
  done
}

compare() {
  (($# == 1)) || die "compare takes a commit."
  local commit=$1
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
  start_compared_chain
  # The setting that both know.
  MORLENS_SERVE=local start_compared old 18081 "$COMPARED/source/$SERVER"
  OLD_SERVER=$!
  MORLENS_SERVE=local start_compared new 18082 "$SERVER"
  NEW_SERVER=$!
  CHILDREN=("$OLD_SERVER" "$NEW_SERVER" "${CHILDREN[@]}")
  until follows 18081 && follows 18082; do
    runs "$OLD_SERVER" && runs "$NEW_SERVER" || die "a server ended: see $COMPARED"
    sleep 1
  done
  # What is asked once in a second is compiled late.
  sleep "$WARM_UP"
  measured_thrice "nobody looks"
  view_both 18081 18082 "$VIEWED" &
  CHILDREN=("$!" "${CHILDREN[@]}")
  sleep 60
  measured_thrice "a page a second"
}
