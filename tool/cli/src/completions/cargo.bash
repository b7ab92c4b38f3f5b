
complete -F _cargo_alibabacloud -o bashdefault -o default cargo-alibabacloud

# `cargo alibabacloud …` as `cargo-alibabacloud …`; what completed `cargo` before completes everything else.
_cargo_alibabacloud_of_cargo() {
    if [[ ${COMP_WORDS[1]-} == alibabacloud && $COMP_CWORD -gt 1 ]]; then
        COMP_WORDS=(cargo-alibabacloud "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _cargo_alibabacloud cargo-alibabacloud "$2" "$3"
    elif [[ -n ${_cargo_alibabacloud_before-} ]]; then
        "$_cargo_alibabacloud_before" "$@"
    fi
}

# Completions of bash-completion are loaded when they are first needed.
if ! complete -p cargo &>/dev/null; then
    if declare -F _comp_load &>/dev/null; then
        _comp_load cargo &>/dev/null
    elif declare -F __load_completion &>/dev/null; then
        __load_completion cargo &>/dev/null
    fi
fi
_cargo_alibabacloud_found=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\).*/\1/p')
if [[ $_cargo_alibabacloud_found != _cargo_alibabacloud_of_cargo ]]; then
    _cargo_alibabacloud_before=$_cargo_alibabacloud_found
fi
unset _cargo_alibabacloud_found
complete -F _cargo_alibabacloud_of_cargo -o bashdefault -o default cargo
