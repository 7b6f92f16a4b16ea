# The main program of the container that watches a build's disk. Prints two kinds of lines, again and
# again:
#
# free KIB FILES: what there is left in the file system of FOLDER, and how many files may still be made
# there, which is -1 where there is no such limit. Many times a second, but only if it has changed.
# held KIB FILES KIB FILES: what the workspace takes, and how many files and folders it has, and the
# cache likewise. What can't be measured in time is -1 KiB. To measure takes at most a fifth of a
# processor.
#
# disk.sh FOLDER SECONDS

folder=$1 rest=$2

held() {
  {
    timeout 60 du -ak "$1" 2>/dev/null
    [ "$?" -lt 124 ] || echo -1 # it was killed; less than that only says that a file has gone meanwhile
  } | awk 'END { print (NR ? $1 : -1), NR }'
}

# Sets $now to seconds.
clock() {
  read -r up idle </proc/uptime
  now=${up%.*}
}

measure() {
  while :; do
    clock
    begin=$now
    echo "held $(held /workspace) $(held /cache)"
    clock
    sleep "$((rest + 4 * (now - begin)))"
  done
}

measure &
last=
while :; do
  # shellcheck disable=SC2046 # to be split: blocks, their size, files, how many there can be at all
  set -- $(stat -f -c '%a %S %d %c' "$folder")
  [ "$4" -gt 0 ] || set -- "$1" "$2" -1
  line="free $(($1 * $2 / 1024)) $3"
  [ "$line" = "$last" ] || echo "$line"
  last=$line
  sleep 0.2 || sleep 1
done
