#!/bin/sh
# Writes every rule file as a Swift string, so that the binary works without this folder.
# Run it after each change under Rules/; a test compares the two byte for byte.
set -eu
rules=$(cd "$(dirname "$0")" && pwd)
out="$rules/../Sources/Casework/Embedded/Generated"
rm -rf "$out"
mkdir -p "$out"
list="$out/EmbeddedRules+Files.swift"
{
  echo "// swift-format-ignore-file"
  echo "// Written by Rules/embed.sh from the files under Rules/; change those."
  echo
  echo "extension EmbeddedRules {"
  echo "    /// Every rule file, by its path below Rules/."
  echo "    package static let files: [EmbeddedRules.File] = ["
} > "$list"
number=0
for path in $(cd "$rules" && find . -name '*.json' | sed 's|^\./||' | LC_ALL=C sort); do
  number=$((number + 1))
  echo "        File(path: \"$path\", text: text$number)," >> "$list"
  {
    echo "// swift-format-ignore-file"
    echo "// Written by Rules/embed.sh from Rules/$path; change that."
    echo "// Some of these have over 400 lines: each is one rule file, byte for byte."
    echo
    echo "extension EmbeddedRules {"
    printf '    static let text%s = ##"""\n' "$number"
    cat "$rules/$path"
    printf '\n"""##\n}\n'
  } > "$out/Rule$number.swift"
done
printf '    ]\n}\n' >> "$list"
