import ArgumentParser

struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Prints a completion script for a shell.")

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    print(PimSync.completionScript(for: shell))
  }
}
