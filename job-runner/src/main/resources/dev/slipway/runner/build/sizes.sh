# The main program of the container that measures caches: prints the number of each folder below
# /caches, from 0, and how many KiB it takes. What cannot be counted in time is left out.
#
# sizes.sh COUNT

number=0
while [ "$number" -lt "$1" ]; do
  kib=$(timeout 60 du -sk "/caches/$number" 2>/dev/null)
  case $kib in
    *[0-9]*) echo "$number ${kib%%[!0-9]*}" ;;
  esac
  number=$((number + 1))
done
