# Sourced by the scripts beside it. Every expectation that is not met is told; `finish` ends with 1 then.
failures=0

# expect_equal WHAT GOT WANTED
expect_equal() {
    [ "$2" = "$3" ] && return
    failures=$((failures + 1))
    printf 'FAILED: %s\n  got:    %s\n  wanted: %s\n' "$1" "$2" "$3" >&2
}

# expect_in WHAT TEXT PART
expect_in() {
    case "$2" in *"$3"*) return ;; esac
    failures=$((failures + 1))
    printf 'FAILED: %s\n  got:     %s\n  without: %s\n' "$1" "$2" "$3" >&2
}

finish() {
    [ "$failures" -eq 0 ] || exit 1
}
