# Words that the scripts of this folder and `dev` share. To be sourced, never run.

# The name of the script in front of its lines.
self=${0##*/}

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
  local log
  log=$(mktemp)
  if as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >"$log" 2>&1 </dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 \
      install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    fail "apt-get could not install $*; the whole log is in $log"
  fi
}

# Whether a container engine answers the docker command within ten seconds.
engine_answers() { has docker && timeout 10 docker version >/dev/null 2>&1 </dev/null; }
