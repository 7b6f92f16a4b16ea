# The main program of a build's container: runs the build's commands one after the other.
#
# build.sh MARKER DOOR FOLDER CACHES STEPS (PHASE FOLDER COMMAND CHECK FALLBACK WARNING)... CANDIDATE...
#
# If a command fails, and then its check does, its fallback is run, after the warning. CACHES has a
# colon between its paths.
#
# Begins its lines with a record separator, and its notes to the runner with two, so that the runner
# can tell them from the build's output. Uses what the shell itself can do wherever a failure is to
# be told: after a build has used up its processes, nothing else can be started.

# Variables of the project are variables of this shell, too, so they are kept before any is set here.
environment=$(export -p)
marker=$1 door=$2 folder=$3 caches=$4 steps=$5
shift 5

say() { printf '\036==> %s\n' "$*"; }
note() { printf '\036\036%s\n' "$*"; }

# Sets $count to the number behind the word $2 in the file $1, to 0 if there is none.
count_in() {
  count=0
  [ -r "$1" ] || return 0
  while read -r word number; do
    [ "$word" = "$2" ] && count=$number
  done <"$1"
  return 0
}

# The kernel's own counts are in other files under cgroup v1 and v2.
report() {
  status=$?
  if [ -d /sys/fs/cgroup/memory ]; then
    count_in /sys/fs/cgroup/memory/memory.oom_control oom_kill
  else
    count_in /sys/fs/cgroup/memory.events oom_kill
  fi
  killed=$count
  if [ -d /sys/fs/cgroup/pids ]; then
    count_in /sys/fs/cgroup/pids/pids.events max
  else
    count_in /sys/fs/cgroup/pids.events max
  fi
  note "end $step $status $killed $count"
  [ "$status" -eq 0 ] || for_lack_of_room
}

# Notes which folder has less than 1 MiB left.
for_lack_of_room() {
  for place in workspace cache; do
    # shellcheck disable=SC2046 # to be split: blocks and their size
    set -- $(stat -f -c '%a %S' "/$place")
    [ "$(($1 * $2))" -ge 1048576 ] || note "full $place"
  done
}

# Sets $now to hundredths of a second.
clock() {
  read -r up rest </proc/uptime
  now=$((${up%.*} * 100 + 1${up#*.} - 100))
}

# Runs the line $1 in $place, for $phase, with the project's variables as they were, whatever those of
# this script are called.
run() (
  # When memory runs out, the kernel shall take these and leave this script to report it.
  echo 1000 >/proc/self/oom_score_adj
  set -- "$1" "$phase" "/workspace/$place"
  eval "$environment"
  [ "$2" = install ] && unset NODE_ENV
  cd "$3" || exit 1
  exec sh -c "$1"
)

# Runs what there is instead of the command that failed, if that is any use.
fall_back() {
  [ -n "$fallback" ] || return 0
  if [ -n "$check" ] && run "$check" >/dev/null 2>&1; then
    return 0
  fi
  say "$warning"
  note "fallback $step"
  say "$fallback"
  command=$fallback
  run "$fallback"
  status=$?
}

# Prints the pages that are at most $1 folders deep, but for those of packages and caches.
pages() {
  find . -maxdepth "$1" \( -name node_modules -o -name '.?*' ! -name .output ! -name .vitepress \
    ! -name .vuepress \) -prune -o -type f -name index.html ! -path ./index.html -print
}

# Notes the folders whose pages are new, of all such those that are the least deep.
find_new() {
  for depth in 2 3 4 5 6 7; do
    new=$(pages "$depth" | grep -vxFf "$known" | head -n 100)
    [ -n "$new" ] && break
  done
  printf '%s\n' "$new" | while read -r page; do
    page=${page#./}
    [ -n "$page" ] && within "${page%/*}" && note "found ${page%/*}"
  done
}

# Tells whether the folder $1 is in the workspace, links followed; sets $real.
within() {
  real=$(realpath "$1" 2>/dev/null) || return 1
  case $real/ in
    "$root"/*) [ -d "$real" ] ;;
    *) return 2 ;;
  esac
}

# Framework caches lie below /cache/framework, a folder for each build that has left any; the file
# `current` names the newest that is complete. Builds have copies. So one that fails changes nothing
# for the next, builds at the same time don't see each other's, and who is killed leaves no half of
# one.
store=/cache/framework
largest_cache=1048576 # KiB

# Runs the command for each of the folders, which it finds in $cached.
for_caches() {
  set -f
  IFS=:
  # shellcheck disable=SC2086 # to be split
  set -- "$1" $caches
  unset IFS
  set +f
  call=$1
  shift
  for cached; do
    "$call" || return 1
  done
}

# Puts the folders back that the last build has left, where the source has none.
restore() {
  version=
  [ -r "$store/current" ] && read -r version <"$store/current"
  case $version in '' | *[!0-9a-f-]*) return 0 ;; esac
  for_caches restore_one
}

restore_one() {
  if [ ! -d "$store/$version/$cached" ] || [ -e "$cached" ]; then
    return 0
  fi
  case $cached in */*) mkdir -p "${cached%/*}" ;; esac
  if cp -a "$store/$version/$cached" "$cached"; then
    say "$cached is there from the build before"
  else
    rm -rf "$cached"
  fi
}

# Keeps the folders for the next build. Nothing fails because that can't be done.
keep() {
  version=${marker#.slipway-source-}
  kept=
  for_caches keep_one || {
    rm -rf "${store:?}/$version"
    say "$cached could not be kept for the next build"
    return 0
  }
  [ -n "$kept" ] || return 0
  echo "$version" >"$store/next-$version" && mv "$store/next-$version" "$store/current" || return 0
  for old in "$store"/*; do
    case ${old##*/} in current | "$version" | next-*) ;; *) rm -rf "$old" ;; esac
  done
}

keep_one() {
  if [ ! -d "$cached" ] || [ -L "$cached" ]; then
    return 0
  fi
  kib=$(du -sk "$cached")
  if [ "${kib%%[!0-9]*}" -gt "$largest_cache" ]; then
    say "$cached is not kept for the next build: it is larger than $((largest_cache / 1024)) MiB"
    return 0
  fi
  case $cached in */*) parent=/${cached%/*} ;; *) parent= ;; esac
  kept=$version
  mkdir -p "$store/$version$parent" && cp -a "$cached" "$store/$version/$cached"
}

step=0
trap report EXIT

if [ ! -f "/workspace/$marker" ]; then
  note incomplete
  exit 1
fi
if [ -n "$(find /workspace ! -user "$(id -u)" | head -n 1)" ]; then
  note foreign
  exit 1
fi
rm "/workspace/$marker"
# Who opened the door learns from this whether the machine lets builds in. Where it drops what they
# send, nothing waits for that.
if [ -n "$door" ] && command -v nc >/dev/null; then
  nc -w 2 "${door%:*}" "${door##*:}" </dev/null >/dev/null 2>&1 &
fi
mkdir -p "$HOME"
cd "/workspace/$folder" || exit 1

root=$(realpath /workspace)
known=/tmp/.slipway-pages
{
  echo / # some grep finds nothing at all by an empty file
  pages 7
} >"$known"

restored=
while [ "$step" -lt "$steps" ]; do
  step=$((step + 1))
  phase=$1 place=$2 command=$3 check=$4 fallback=$5 warning=$6
  shift 6
  if [ "$phase" = build ] && [ -z "$restored" ]; then # an install would remove node_modules/.cache
    restored=yes
    restore
  fi
  say "$command"
  printf '\036' >&2
  clock
  begin=$now
  run "$command"
  status=$?
  [ "$status" -eq 0 ] || fall_back
  clock
  took=$((now - begin))
  note "took $step $took"
  took=$((took / 100)).$((took / 10 % 10))
  if [ "$status" -ne 0 ]; then
    say "$command ended with exit code $status after $took s"
    exit "$status"
  fi
  say "$command took $took s"
done

keep

number=0
for candidate; do
  number=$((number + 1))
  within "$candidate"
  case $? in
    0) [ -n "$(ls -A "$real")" ] && note "output $number" ;;
    2) say "The folder $candidate is not used: it is a link that leads out of the workspace." ;;
  esac
done
find_new
exit 0
