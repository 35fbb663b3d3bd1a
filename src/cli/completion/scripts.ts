/** What each shell must be told once; everything else it asks `tenure` itself, at each press of the key. */

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** Answers with a line `word<TAB>help` for each word; a first line `:files` says that files may stand there. */
export const ASK = '__complete'

export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# tenure completion bash > ~/.local/share/bash-completion/completions/tenure
_tenure() {
  local IFS=$'\\n' line current=\${COMP_WORDS[COMP_CWORD]}
  # Bash parts words at = and :, which belong to a word of tenure.
  local -a words=(\${COMP_LINE:0:COMP_POINT})
  IFS=$' \\t' read -ra words <<< "\${COMP_LINE:0:COMP_POINT}"
  [[ \${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]] && words+=('')
  local typed=\${words[\${#words[@]}-1]}
  local kept=\${typed%"$current"}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2>/dev/null
      COMPREPLY+=($(compgen -f -- "$current"))
      continue
    fi
    line=\${line%%$'\\t'*}
    [[ $line == "$typed"* ]] && COMPREPLY+=("\${line#"$kept"}")
  done < <("\${words[0]}" ${ASK} -- "\${words[@]:1}" 2>/dev/null)
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _tenure tenure
`,
  zsh: `#compdef tenure
# tenure completion zsh > ~/.zfunc/_tenure   (with fpath+=~/.zfunc before compinit)
_tenure() {
  local line files=0
  local -a described
  while IFS= read -r line; do
    if [[ $line == :files ]]; then files=1; continue; fi
    described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <("\${words[1]}" ${ASK} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#described} )) && _describe tenure described
  (( files )) && _files
  return 0
}
compdef _tenure tenure
`,
  fish: `# tenure completion fish > ~/.config/fish/completions/tenure.fish
function __tenure_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] ${ASK} -- $words[2..-1] 2>/dev/null)
    if test "$line" = ":files"
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c tenure -f -a "(__tenure_complete)"
`,
}
