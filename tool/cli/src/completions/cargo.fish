
# `cargo alibabacloud …` as `cargo-alibabacloud …`.
function __fish_cargo_alibabacloud_of_cargo
    set -l words (commandline -opc)
    complete -C "cargo-alibabacloud $(string join -- ' ' (string escape -- $words[3..])) $(commandline -ct)"
end
complete -c cargo -n "__fish_seen_subcommand_from alibabacloud" -f -a "(__fish_cargo_alibabacloud_of_cargo)"
complete -c cargo -n __fish_use_subcommand -f -a alibabacloud -d "Generate Rust clients of Alibaba Cloud products"
