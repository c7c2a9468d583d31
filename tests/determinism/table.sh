#!/usr/bin/env bash
# table.sh PROGRAM: results/fingerprints.csv is complete, the CHANGELOG names what stands in it, and a fingerprint that
# is not the program's is refused with a way out.
set -euo pipefail
. tests/house/expect.sh

table=results/fingerprints.csv
for scenario in scenarios/*.yaml scenarios/bench/*.yaml; do
    [[ $scenario == *.test.yaml ]] && continue  # tests of scenarios, which have no fingerprint
    expect_in "$table has a row for" "$(cat $table)" "$scenario,"
done
expect_equal 'rows that differ only in their fingerprint' "$(cut -d, -f 1-3 $table | sort | uniq -d)" ''

changed=$(sed -n '/^### Changed results/,/^##* [^C]/p' CHANGELOG.md)
for fingerprint in $(tail -n +2 $table | cut -d, -f 4 | cut -c 1-12); do
    expect_in 'CHANGELOG.md names under "Changed results"' "$changed" "$fingerprint"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -n 1 $table >"$work/table"
printf 'scenarios/dst-gap.yaml,--seed 1 --replications 1,-,%032d\n' 0 >>"$work/table"
status=0
told=$(tools/fingerprints --program "$1" --table "$work/table" 2>&1) || status=$?
expect_equal 'a fingerprint that is not the program'"'"'s ends with' "$status" 1
expect_in 'it says what to do' "$told" 'tools/fingerprints --update'
expect_in 'and where to say it' "$told" 'CHANGELOG.md'
tools/fingerprints --program "$1" --table "$work/table" --update >/dev/null
tools/fingerprints --program "$1" --table "$work/table" >/dev/null || expect_equal 'after --update it agrees' no yes

finish
