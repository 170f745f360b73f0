import CatalogModels

/// Reads a model from JSON text.
func model<Item: CatalogEntity>(_: Item.Type, _ json: String) throws -> Item {
  try Item(parsing: json.utf8)
}

/// Reads a model of the type that is asked for from JSON text.
func model<Item: CatalogEntity>(_ json: String) throws -> Item {
  try Item(parsing: json.utf8)
}

/// Reads a value from JSON text.
func json(_ text: String) throws -> RawJSON {
  try RawJSON(parsing: text.utf8)
}

/// Reads a page from JSON text.
func page(_ text: String) throws -> RawPage {
  try PageReader.readNow(Array(text.utf8))
}
