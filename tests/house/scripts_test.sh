#!/usr/bin/env bash
# Every script of the house can be run, stops at the first error, and reads as bash.
set -euo pipefail
. tests/house/expect.sh

for script in .ci/run tools/build tools/check-format tools/fingerprints tools/install tests/fuzz/run tools/quickstart tools/test; do
    [ -x "$script" ] || expect_equal "$script is executable" no yes
    expect_equal "$script names its shell" "$(head -n 1 "$script")" '#!/usr/bin/env bash'
    expect_in "$script stops at the first error" "$(cat "$script")" 'set -euo pipefail'
    bash -n "$script" || expect_equal "$script is bash" no yes
done

presets=$(cmake --list-presets=workflow)
for preset in dev release asan tsan; do
    expect_in 'cmake --workflow --preset' "$presets" "\"$preset\""
done

# A list that names a package twice, or in two ways, would hide what a build needs.
packages=$(sed 's/#.*//' tools/packages.txt tools/packages-dev.txt tools/packages-bench.txt | tr -s ' \n' '\n' | sed '/^$/d')
expect_equal 'no package is listed twice' "$(sort <<<"$packages" | uniq -d)" ''

finish
