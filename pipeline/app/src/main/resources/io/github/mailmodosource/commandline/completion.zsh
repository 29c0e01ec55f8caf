#compdef mailmodo-source
# Completes the commands and options of mailmodo-source in zsh; made by mailmodo-source completion zsh.
_mailmodo_source() {
  local -a commands words_left
  local options word="${PREFIX}"
  if ((CURRENT == 2)); then
    commands=(
      @PURPOSES@
    )
    _describe -t commands command commands
    return
  fi
  case "$word" in
    (@FLAGS@)=*)
      compset -P '*='
      compadd true false
      return
      ;;
    --runner=*)
      compset -P '*='
      compadd DirectRunner FlinkRunner
      return
      ;;
    --*=*)
      compset -P '*='
      _files
      return
      ;;
  esac
  case "${words[2]}" in
@CASES@
    *) return 1 ;;
  esac
  [[ "${words[2]}" == completion ]] && compadd bash zsh
  words_left=(${=options} @SHARED@)
  compadd -S '' -- $words_left
}
if [[ "${funcstack[1]}" == _mailmodo_source || "${funcstack[1]}" == _mailmodo-source ]]; then
  _mailmodo_source "$@"
else
  compdef _mailmodo_source mailmodo-source
fi
