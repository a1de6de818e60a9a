# Sourced by ./morlens: an older version beside this one on this machine. They follow the same chain of five blocks a
# second together, or backfill the same one in turn.

readonly COMPARED_FOR=120 WARM_UP=180 BACKFILLS=2

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

# Starts ./morlens replay with these options and exports what a server needs to know of it.
start_compared_chain() {
  local line
  coproc CHAIN { replay --port 0 "$@" 2>"$COMPARED/chain.log"; }
  CHILDREN+=("$CHAIN_PID")
  IFS= read -r line <&"${CHAIN[0]}" || die "the chain did not start: see $COMPARED/chain.log"
  [[ $line =~ ^([^ ]+):\ chain\ ([0-9]+),\ token\ ([^,]+),\ Diamond\ ([^,]+),.*most\ sessions:\ (.*)$ ]] ||
    die "the chain says '$line'"
  export MORLENS_NETWORKS_LOCAL_RPC_URLS=${BASH_REMATCH[1]} MORLENS_NETWORKS_LOCAL_CHAIN_ID=${BASH_REMATCH[2]}
  export MORLENS_NETWORKS_LOCAL_TOKEN=${BASH_REMATCH[3]} MORLENS_NETWORKS_LOCAL_DIAMOND=${BASH_REMATCH[4]}
  export MORLENS_NETWORKS_LOCAL_TITLE=Compared MORLENS_NETWORKS_LOCAL_START_BLOCK=0
  VIEWED=${BASH_REMATCH[5]}
  say "$line"
}

# Three times, as a machine is never quite at rest.
measured_thrice() {
  for _ in 1 2 3; do
    measured "$1"
  done
}

# Sets OLD to the other version's server: of a commit, which is built, or of a folder, in which it is.
build_compared() {
  if [[ -f $1/$SERVER ]]; then
    OLD=$1/$SERVER
    return
  fi
  say "building $1"
  git clone -q . "$COMPARED/source"
  git -C "$COMPARED/source" checkout -q "$1"
  (cd "$COMPARED/source" && mvn_ -q -Dmaven.test.skip=true -Dcyclonedx.skip=true package >&2)
  OLD=$COMPARED/source/$SERVER
}

# Hundredths of a second since the machine started: a clock that nobody sets.
hundredths() {
  local up rest
  read -r up rest </proc/uptime
  printf '%s' "${up/./}"
}

# All is indexed, and its sums are held against the chain for the first time. A version whose sums differ then fetches much
# again before it says that it follows: that is no part of a backfill, and would hide what it had got wrong.
has_backfilled() { grep -q -E 'following the head from|: at block #[0-9]+ .* say ' "$COMPARED/$1.log"; }

# Lets the version $1, whose server is $2, backfill into a new directory; appends to $COMPARED/$1.times the hundredths of
# a second that it took by the clock, and of its and PostgreSQL's processor time.
backfilled() {
  local server began took spent
  rm -rf "${COMPARED:?}/$1"
  began=$(hundredths)
  # The older setting is one that both know.
  MORLENS_SERVE=local start_compared "$1" 18081 "$2"
  server=$!
  CHILDREN=("$server" "${CHILDREN[@]}")
  until has_backfilled "$1"; do
    runs "$server" || die "the server ended: see $COMPARED/$1.log"
    sleep 0.2
  done
  took=$(($(hundredths) - began))
  spent=$(ticks_of_both "$server" "$COMPARED/$1/data")
  kill -TERM "$server"
  wait "$server" || true
  CHILDREN=("${CHILDREN[@]:1}")
  printf '%s %s\n' "$took" "$spent" >>"$COMPARED/$1.times"
  say "$(printf '%s: %d.%02d s, %d.%02d s of processor time' "$1" $((took / 100)) $((took % 100)) \
    $((spent / 100)) $((spent % 100)))"
}

# shellcheck disable=SC2016 # JavaScript, no variables of the shell
readonly PRINT_BACKFILLS='
const { readFileSync } = require("fs");
const times = (version) => readFileSync(`${process.argv[1]}/${version}.times`, "utf8").trim().split("\n")
  .map((line) => line.split(" ").map((hundredths) => hundredths / 100));
const [before, now] = ["old", "new"].map(times);
const sum = (rows, column) => rows.reduce((all, row) => all + row[column], 0);
const each = (rows, column) => rows.map((row) => row[column].toFixed(1)).join(", ");
["by the clock", "of processor time"].forEach((what, column) => {
  console.log(`seconds ${what}: ${each(before, column)} before, ${each(now, column)} now: ` +
    `${(sum(now, column) / sum(before, column)).toFixed(3)} of it`);
});'

# One after the other, so that neither takes the processors from the other, and each of them twice.
compare_backfills() {
  local logs=$1 round
  # A public node's limits and distance, but not how often it may be asked: that would hide what the versions cost. The chain
  # ended months ago, which must not pass for a node that fell behind.
  start_compared_chain --logs "$logs" --latency 50
  export MORLENS_NETWORKS_LOCAL_REQUESTS_PER_SECOND=1000 MORLENS_NETWORKS_LOCAL_STALE_AFTER=36500d
  for ((round = 1; round <= BACKFILLS; round++)); do
    backfilled old "$OLD"
    backfilled new "$SERVER"
  done
  stop_all
  CHILDREN=()
  node -e "$PRINT_BACKFILLS" "$COMPARED"
  # All accounts, and all that the chain says of them, at a time.
  (replay_class 3g Differences "$logs" "old=$COMPARED/old/data" "new=$COMPARED/new/data")
}

compare() {
  local commit=${1:-} backfill="" logs=1000000
  [[ -n $commit && $commit != -* ]] || die "compare takes a commit first, got '$commit'."
  shift
  while (($# > 0)); do
    case $1 in
      --backfill) backfill=yes ;;
      --logs)
        [[ ${2:-} =~ ^[0-9]{4,8}$ ]] || die "--logs takes a number of at least 1000, got '${2:-}'."
        logs=$2
        shift
        ;;
      *) die "compare takes a commit, --backfill and --logs N; got '$1'." ;;
    esac
    shift
  done
  find_jdk
  find_node
  find_maven
  trap stop_all EXIT
  build_server
  COMPARED=$(mktemp -d)
  build_compared "$commit"
  if [[ -n $backfill ]]; then
    compare_backfills "$logs"
  else
    compare_following
  fi
}

compare_following() {
  # A chain of a fifth of Base's size, as busy as Base: an act every five seconds.
  start_compared_chain --logs 200000 --largest 300 --mine 200 --act-every 25
  # The setting that both know.
  MORLENS_SERVE=local start_compared old 18081 "$OLD"
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
