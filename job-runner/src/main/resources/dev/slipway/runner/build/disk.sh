# The main program of the container that watches a build's disk: prints three numbers of KiB, again
# and again: what the workspace takes, what the cache takes, what is free. What cannot be counted in
# time is -1.
#
# disk.sh SECONDS

taken() {
  kib=$(timeout 60 du -sk "$1" 2>/dev/null)
  case $kib in
    *[0-9]*) echo "${kib%%[!0-9]*}" ;;
    *) echo -1 ;;
  esac
}

while :; do
  free=$(df -Pk /workspace | while read -r device size used free rest; do echo "$free"; done | tail -n 1)
  echo "$(taken /workspace) $(taken /cache) $free"
  sleep "$1"
done
