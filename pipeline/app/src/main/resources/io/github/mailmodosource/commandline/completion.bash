# Completes the commands and options of mailmodo-source in bash 3.2 and newer; made by
# mailmodo-source completion bash.
_mailmodo_source() {
  local word="${COMP_WORDS[COMP_CWORD]}" option="" options=""
  local IFS=$' \t\n'
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "@COMMANDS@" -- "$word"))
    ((${#COMPREPLY[@]} != 1)) || COMPREPLY=("${COMPREPLY[0]} ")
    return
  fi

  # bash takes the = between an option and its value for a word of its own.
  if [[ "$word" == "=" ]]; then
    option="${COMP_WORDS[COMP_CWORD - 1]}"
    word=""
  elif [[ "${COMP_WORDS[COMP_CWORD - 1]}" == "=" ]]; then
    option="${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "$option" in
    "") ;;
    @FLAGS@)
      COMPREPLY=($(compgen -W "true false" -- "$word"))
      return
      ;;
    --runner)
      COMPREPLY=($(compgen -W "DirectRunner FlinkRunner" -- "$word"))
      return
      ;;
    *)
      compopt -o filenames 2> /dev/null
      IFS=$'\n'
      COMPREPLY=($(compgen -f -- "$word"))
      return
      ;;
  esac

  case "${COMP_WORDS[1]}" in
@CASES@
    *) return ;;
  esac
  [[ "${COMP_WORDS[1]}" == completion ]] && options="bash zsh $options"
  COMPREPLY=($(compgen -W "$options @SHARED@" -- "$word"))
}
complete -o nospace -F _mailmodo_source mailmodo-source
