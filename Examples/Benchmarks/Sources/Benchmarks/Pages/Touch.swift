import CatalogModels
import Foundation
import ValueParser

/// Makes every string and every number of what it is shown, and adds up what came.
struct Touch {
  private(set) var sum = 0

  mutating func text(_ text: String?) { sum &+= text?.utf8.count ?? -1 }
  private mutating func code<Entity>(_ code: Code<Entity>?) { text(code?.rawValue) }

  /// All of a product, its values typed.
  mutating func product(_ product: Product, typedBy schema: CatalogSchema) {
    sum &+= Int(product.uuid.uuid.15)
    sum &+= product.isEnabled ? 1 : 0
    code(product.family)
    code(product.parent)
    for category in product.categories { code(category) }
    for group in product.groups { code(group) }
    sum &+= Int(product.created?.timeIntervalSince1970 ?? 0)
    sum &+= Int(product.updated?.timeIntervalSince1970 ?? 0)
    for entry in product.associations.entries {
      code(entry.type)
      for reference in entry.products { text(reference.identifier) }
      for model in entry.productModels { code(model) }
      for group in entry.groups { code(group) }
    }
    for entry in product.quantifiedAssociations.entries {
      code(entry.type)
      for item in entry.products { sum &+= item.quantity }
      for item in entry.productModels { code(item.productModel) }
    }
    if let metadata = product.metadata { json(metadata) }
    for completeness in product.completenesses { code(completeness.channel) }
    for score in product.qualityScores { text(score.score) }
    let typed = schema.typed(product)
    for value in typed { self.value(value) }
    for value in typed.converted { self.value(value) }
  }

  mutating func value(_ value: TypedValue) {
    code(value.attribute)
    code(value.locale)
    code(value.channel)
    switch value.data {
    case .option(let option): self.option(option)
    case .options(let options): for option in options { self.option(option) }
    default:
      data(value.data)
      // What a server links to a value that is no option: files of assets, records with their labels.
      if let linked = value.source.linkedData { json(linked) }
    }
  }

  private mutating func data(_ data: TypedData) {
    switch data {
    case .empty: sum &+= 1
    case .text(let text), .textarea(let text), .identifier(let text): self.text(text)
    case .number(let amount): text(amount.text)
    case .metric(let metric):
      text(metric.amount?.text)
      text(metric.unit)
      text(metric.symbol)
    case .prices(let prices):
      for price in prices {
        text(price.amount.text)
        code(price.currency)
      }
    case .boolean(let value): sum &+= value ? 1 : 2
    case .date(let date): sum &+= date.year &+ date.month &+ date.day
    case .option(let option): self.option(option)
    case .options(let options): for option in options { self.option(option) }
    case .referenceDatum(let datum): text(datum.code)
    case .referenceData(let data): for datum in data { text(datum.code) }
    case .record(let link): code(link.code)
    case .records(let links): for link in links { code(link.code) }
    case .assets(let links): for link in links { code(link.code) }
    case .legacyAssets(let codes): for code in codes { text(code) }
    case .file(let file), .image(let file): code(file.code)
    case .mediaLink(let link): text(link.value)
    case .table(let table):
      for row in table.rows {
        for cell in row.cells {
          text(cell.column)
          self.data(cell.data)
        }
      }
    case .productLink(.product(let reference)): text(reference.uuid?.uuidString ?? reference.identifier)
    case .productLink(.productModel(let model)): code(model)
    case .raw(let raw): json(raw)
    }
  }

  private mutating func option(_ option: SelectedOption) {
    code(option.code)
    for label in option.labels {
      code(label.locale)
      text(label.text)
    }
  }

  /// All strings of a JSON value.
  private mutating func json(_ json: RawJSON) {
    switch json.kind {
    case .null: sum &+= 1
    case .bool: sum &+= json.bool == true ? 1 : 2
    case .number: text(json.numberText)
    case .string: text(json.string)
    case .array: for element in json.elements { self.json(element) }
    case .object:
      for (name, value) in json.members {
        text(name)
        self.json(value)
      }
    }
  }
}
