import Casework

/// Casework's own notion of the reader's language; the command line's `Language` is chosen from the terminal.
typealias CaseLanguage = Casework.Language
