internal import CatalogJSON

/// The columns of a table attribute, by code without regard to case.
struct ColumnTable: Sendable {
  private(set) var definitions: [AttributeDefinition] = []
  private var places = CodeIndex()

  /// Of two columns with one code, the last one counts.
  init(_ columns: [AttributeDefinition] = []) {
    for column in columns {
      let place = places.insert(column.code)
      if place < definitions.count { definitions[place] = column } else { definitions.append(column) }
    }
  }

  /// The place of the column that a row's member names.
  ///
  /// - Parameter guess: The place to look at first.
  func place(of name: JSONRange, in storage: JSONStorage, guess: Int) -> Int? {
    if guess < definitions.count, storage.isSame(name, definitions[guess].code) { return guess }
    return places.place(of: storage.string(name))
  }
}
