public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A media file that lies outside the PIM, at the address that the server gives, or else the one made of the attribute's
/// prefix, the value and the attribute's suffix (N33).
///
/// See https://api.akeneo.com/concepts/asset-manager.html#media-link-attribute
public struct MediaAddress: Hashable, Sendable, CustomStringConvertible {
  /// Prefix, value and suffix, one behind the other.
  public let text: String

  /// Creates a link from its three parts.
  public init(prefix: String? = nil, value: String, suffix: String? = nil) {
    text = (prefix ?? "") + value + (suffix ?? "")
  }

  /// Creates a link from an asset's value: the server's `full_url` where it sends one, else prefix, value and suffix, as
  /// typed values give it too. `nil` where the value holds no text.
  ///
  /// - Parameters:
  ///   - value: A value of a media link attribute.
  ///   - attribute: The attribute. Without it, prefix and suffix come from the value's `linked_data`, which the vendor's
  ///     own hosting sends.
  public init?(_ value: RawValue, of attribute: AssetFamilyAttribute? = nil) {
    guard let data = value.data.string, !data.isEmpty else { return nil }
    if let address = value.linkedData?["full_url"]?.string, !address.isEmpty {
      self.init(value: address)
    } else if let attribute {
      self.init(prefix: attribute.prefix, value: data, suffix: attribute.suffix)
    } else {
      let linked = value.linkedData
      self.init(prefix: linked?["prefix"]?.string, value: data, suffix: linked?["suffix"]?.string)
    }
  }

  /// The address without its query, where signatures stand.
  public var description: String {
    String(text.prefix { $0 != "?" && $0 != "#" })
  }

  /// The address.
  ///
  /// - Parameter allowsPlainHTTP: Whether it may be plain http.
  /// - Throws: `CatalogError` with the code `invalidArgument` where the text is no address, and `untrustedLink` where the
  ///   address is one that must not be followed.
  public func url(allowsPlainHTTP: Bool = false) throws(CatalogError) -> URL {
    var text = self.text
    if text.hasPrefix("//") {
      text = "https:" + text
    } else if !text.contains("://"), let host = text.split(separator: "/", maxSplits: 1).first,
      text.contains("/"), host.contains("."), !host.hasPrefix(".")
    {
      // The vendor's own example of a prefix is `dam.com/my_assets/`.
      text = "https://" + text
    }
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
      let host = url.host(percentEncoded: true), !host.isEmpty
    else {
      throw CatalogError(
        .invalidArgument, "the media link `\(description)` is no address",
        advice: "Give the attribute's prefix and suffix; a link to a video service may be a mere identifier.")
    }
    guard scheme == "https" || (scheme == "http" && allowsPlainHTTP) else {
      throw CatalogError(
        .untrustedLink, "the media link `\(description)` begins with \(scheme)://",
        advice: scheme == "http" ? "Set `allowsPlainHTTP` where that is meant." : "Only https is followed.")
    }
    guard url.user(percentEncoded: true) == nil, url.password(percentEncoded: true) == nil else {
      throw CatalogError(.untrustedLink, "a media link at \(host) holds a user name or a password")
    }
    return url
  }
}
