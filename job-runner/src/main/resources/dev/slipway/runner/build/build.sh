# The main program of a build's container: runs the build's commands one after the other.
#
# build.sh MARKER FOLDER STEPS (PHASE COMMAND)... CANDIDATE...
#
# Begins its lines with a record separator, and its notes to the runner with two, so that the runner
# can tell them from the build's output. Uses what the shell itself can do wherever a failure is to
# be told: after a build has used up its processes, nothing else can be started.

marker=$1 folder=$2 steps=$3
shift 3

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
}

# Sets $now to hundredths of a second.
clock() {
  read -r up rest </proc/uptime
  now=$((${up%.*} * 100 + 1${up#*.} - 100))
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
mkdir -p "$HOME"
cd "/workspace/$folder" || exit 1

while [ "$step" -lt "$steps" ]; do
  step=$((step + 1))
  phase=$1 command=$2
  shift 2
  say "$command"
  printf '\036' >&2
  clock
  begin=$now
  (
    # When memory runs out, the kernel shall take these and leave this script to report it.
    echo 1000 >/proc/self/oom_score_adj
    [ "$phase" = install ] && unset NODE_ENV
    exec sh -c "$command"
  )
  status=$?
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

number=0
root=$(realpath /workspace)
for candidate; do
  number=$((number + 1))
  real=$(realpath "$candidate" 2>/dev/null) || continue
  case $real/ in
    "$root"/*) [ -d "$real" ] && [ -n "$(ls -A "$real")" ] && note "output $number" ;;
    *) say "The folder $candidate is not used: it is a link that leads out of the workspace." ;;
  esac
done
exit 0
