/// A small catalog that ships with the library: the invented outfitter Wildholm, with a case of nearly everything that
/// a client of this API has to read.
///
/// ```swift
/// let sandbox = SandboxPIM(try SampleCatalog.folder())
/// ```
public enum SampleCatalog {
  /// The catalog's files.
  ///
  /// - Throws: Never, as this package's tests show; the error is that of any other folder.
  public static func folder() throws(CatalogFolderError) -> CatalogFolder {
    try CatalogFolder(files: SampleCatalogFiles.all)
  }
}
