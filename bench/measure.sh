# Sourced by ./morlens: the size and shape of the main sources of a commit and of this tree.

readonly CPD=org.apache.maven.plugins:maven-pmd-plugin:3.28.0:cpd
readonly DUPLICATE_TOKENS=50

# Pairs of places in the main sources under $1 that share at least $DUPLICATE_TOKENS tokens.
duplicates_in() {
  (cd "$1" && mvn_ -q "$CPD" -DminimumTokens="$DUPLICATE_TOKENS" >&2)
  printf 'pairs of duplicated places: %s\n' "$(grep -c '<duplication' "$1/target/cpd.xml")"
}

measured_shape() {
  printf '%s\n' "$2"
  "$JAVA_HOME/bin/java" bench/Measure.java "$1/src/main/java"
  duplicates_in "$1"
}

# The tree of a commit, if one is given, then this one.
measure() {
  (($# <= 1)) || die "measure takes at most one commit."
  find_jdk
  find_maven
  if (($# == 1)); then
    local before
    before=$(mktemp -d)
    trap 'rm -rf "$before"' EXIT
    git archive "$1" pom.xml src/main/java | tar -x -C "$before"
    measured_shape "$before" "$1"
  fi
  measured_shape . "this tree"
}
