/// About 2 KB with every kind of token in it, as a page of a catalog has them.
enum RichDocument {
  static let text = #"""
    {
      "_links" : {"self":{"href":"https:\/\/pim.example\/api\/rest\/v1\/products-uuid?limit=2&search_after="},
                  "next":{"href":"https:\/\/pim.example\/api\/rest\/v1\/products-uuid?search_after=b%2Bc"}},
      "_embedded":{"items":[
        {"uuid":"0d2ab9a1-65ea-4d0c-9d8e-1f2a3b4c5d6e","enabled":true,"family":"kettles","parent":null,
         "groups":[],"categories":["summer_2024","größe","日本"],
         "values":{
           "name":[{"data":"Kettle \"Ålesund\" 1,5\u00a0l","locale":"sv_SE","scope":null},
                   {"data":"K\u00e9ttle \ud83d\ude00 \\ \/ {[,:]}","locale":"en_US","scope":null}],
           "description":[{"data":"<p>Line one<\/p>\r\n\t<p>\b\f\u001f end<\/p>","locale":"en_US","scope":"ecommerce"}],
           "weight":[{"data":{"amount":"12.5000","unit":"KILOGRAM","symbol":"kg"},"locale":null,"scope":null}],
           "price":[{"data":[{"amount":"1299.00","currency":"SEK"},{"amount":119,"currency":"EUR"}],
                     "locale":null,"scope":null}],
           "power":[{"data":-0.5e-3,"locale":null,"scope":null},{"data":1.25E+2,"locale":null,"scope":"print"}],
           "table":[{"data":[{"column":"salt","value":0},{"column":"sugar","value":-12},{"column":"x","value":false}],
                     "locale":null,"scope":null}],
           "colour":[{"data":["red","blue"],"locale":null,"scope":null,
                      "linked_data":{"red":{"labels":{"en_US":"Red"}},"blue":{"labels":[]}}}]
         },
         "associations":{"PACK":{"products":[],"product_models":["m1"],"groups":[]},"X":{}},
         "quantified_associations":[],"created":"2024-02-29T12:34:56+00:00","metadata":{"workflow_status":"done"}},
        {"uuid":"ffffffff-0000-4000-8000-00000000beef","enabled":false,"family":null,"values":[],"emoji":"👩‍👩‍👧 🇸🇪 é"}
      ]},
      "deep":[[[[[[[[]]]]]]]],"numbers":[0,-0,1,-1,10,1e1,1E-1,0.1,12345678901234567890,1e400]
    }
    """#

  static let bytes = Array(text.utf8)
}
