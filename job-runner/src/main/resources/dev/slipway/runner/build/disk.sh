# The main program of the container that watches a build's disk: prints five numbers, again and again:
# the KiB that the workspace takes, those that the cache takes, those that are free, and how many files
# and folders the workspace has, and the cache. What cannot be measured in time is -1.
#
# disk.sh SECONDS

taken() {
  kib=$(timeout 60 du -sk "$1" 2>/dev/null)
  case $kib in
    *[0-9]*) echo "${kib%%[!0-9]*}" ;;
    *) echo -1 ;;
  esac
}

files() {
  timeout 60 find "$1" 2>/dev/null | wc -l
}

while :; do
  free=$(df -Pk /workspace | while read -r device size used free rest; do echo "$free"; done | tail -n 1)
  echo "$(taken /workspace) $(taken /cache) $free $(files /workspace) $(files /cache)"
  sleep "$1"
done
