# Words that the scripts of this folder and `dev` share. To be sourced, never run.

# The name of the script in front of its lines.
self=${self:-${0##*/}}

# What root installs may be where others do not look.
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s: %s\n' "$self" "$*"; }

# Ends the script with one line that says what to do. 69 is sysexits' EX_UNAVAILABLE.
fail() {
  printf '%s: %s\n' "$self" "$*" >&2
  exit 69
}

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root: at once, or through a sudo that asks nothing.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif has sudo && sudo -n true 2>/dev/null; then
    sudo -n -- "$@"
  else
    fail "this needs root: $* (run $0 as root, or allow sudo without a password)"
  fi
}

# Installs the Debian packages named, after saying which and why.
install_packages() {
  local why=$1
  shift
  has apt-get || fail "$why needs $*, and there is no apt-get here; install them by your system's means"
  say "installing $* by apt-get: $why"
  local transcript
  transcript=$(mktemp)
  if as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >"$transcript" 2>&1 </dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 \
      install -y --no-install-recommends "$@" >>"$transcript" 2>&1 </dev/null; then
    rm -f "$transcript"
  else
    tail -n 20 "$transcript" >&2
    fail "apt-get could not install $*; the whole transcript is in $transcript"
  fi
}

# Whether a container engine answers the docker command within ten seconds.
engine_answers() { has docker && timeout 10 docker version >/dev/null 2>&1 </dev/null; }

# Sets JAVA_HOME to a JDK 25, and lets Maven run on it without the warnings that it earns there. The
# file `release` tells the version: to start each JDK and ask would take a second.
use_jdk_25() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/*; do
    if [[ -n $home && -x $home/bin/javac ]] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
      export JAVA_HOME=$home
      export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
      return
    fi
  done
  fail "there is no JDK 25 at \$JAVA_HOME, below /usr/lib/jvm or in ~/.sdkman; install one, such as Eclipse" \
    "Temurin's package temurin-25-jdk (https://adoptium.net/installation/linux), or set JAVA_HOME"
}
