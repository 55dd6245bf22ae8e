# Sourced by the commands beside it: checks for a JDK and Maven, and builds perf/target/benchmarks.jar.
# Afterwards there are: root, target, results (PERF_RESULTS, or perf/results), and
#   start MAIN ARG…  which becomes the JVM that measures. PERF_JAVA_OPTS: more JVM options, separated by spaces.

root=$(cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
target=$root/perf/target
results=${PERF_RESULTS:-$root/perf/results}

die() {
  printf 'perf: %s\n' "$1" >&2
  exit "${2:-1}"
}

commit() {
  local id
  id=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || { echo "unknown"; return; }
  if [[ -n $(git -C "$root" status --porcelain 2>/dev/null) ]]; then id+=" with uncommitted changes"; fi
  echo "$id"
}

build() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  type -P "$java" >/dev/null || die "no java. Install a JDK 17 or newer, or set JAVA_HOME."
  type -P mvn >/dev/null || die "no mvn on the PATH. Install Maven 3.8 or newer."
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p;T;q')
  [[ ${version:-0} -ge 17 ]] || die "$java is Java ${version:-of unknown version}; a JDK 17 or newer is needed."

  echo "perf: building perf/target/benchmarks.jar ..." >&2
  mkdir -p "$target"
  mvn -q -B -ntp -f "$root/pom.xml" -pl perf -am package -Dmaven.test.skip=true </dev/null >"$target/build.log" 2>&1 ||
    { tail -n 40 "$target/build.log" >&2; die "the build failed; all its output is in $target/build.log"; }
}

start() {
  local flags=("@$target/perf.jvm") more
  if [[ $version -ge 23 ]]; then flags+=("@$target/perf-jdk23.jvm"); fi
  read -ra more <<<"${PERF_JAVA_OPTS:-}"
  exec "$java" "${flags[@]}" "${more[@]}" "-Dparley.perf.commit=$(commit)" -cp "$target/benchmarks.jar" "$@"
}
