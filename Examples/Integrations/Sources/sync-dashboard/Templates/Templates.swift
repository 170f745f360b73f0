/// The pages as Mustache templates: two braces fill in text and escape it, three fill in what we made ourselves.
enum Templates {
  static let all = [
    "frame": frame, "status": status, "items": items, "item": item, "activity": activity, "problem": problem,
  ]

  private static let frame = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <a class="skip" href="#main">To the content</a>
    <header><nav aria-label="Pages">{{#pages}}<a href="{{path}}"{{#current}} aria-current="page"{{/current}}>{{name}}</a> {{/pages}}</nav></header>
    <main id="main" tabindex="-1">
    <h1>{{title}}</h1>
    {{{body}}}
    </main>
    <script src="/live.js" defer></script>
    </body>
    </html>
    """

  private static let problem = """
    <p role="alert" class="card failed">{{text}}</p>
    <p><a href="/">Back to the status</a></p>
    """

  private static let status = """
    {{#notice}}<p role="status" class="card notice">{{notice}}</p>{{/notice}}
    <section class="card {{state}}" id="live" aria-live="polite">
    <p id="live-text">{{text}}</p>
    <progress id="live-bar" max="1" aria-label="Progress of the run"{{#fraction}} value="{{fraction}}"{{/fraction}}{{^running}} hidden{{/running}}></progress>
    {{#lastSuccess}}<p class="quiet">Last success: {{lastSuccess}}</p>{{/lastSuccess}}
    </section>
    <section class="figures">
    <p class="card"><strong>{{synced}}</strong> products synced</p>
    {{#problems}}<p class="card failed"><strong>{{problems}}</strong> records held up. <a href="/items?state=failed">Show them</a></p>{{/problems}}
    {{^problems}}<p class="card"><strong>0</strong> records held up</p>{{/problems}}
    </section>
    <section class="card">
    <h2>Last runs</h2>
    {{#hasRuns}}
    {{{chart}}}
    <div class="scroll" tabindex="0" role="region" aria-label="Table of the last runs">
    <table>
    <thead><tr><th>Run</th><th>Began</th><th>Looked at</th><th>Read</th><th>Unchanged</th><th>Sent</th><th>Problems</th><th>Took</th><th>Result</th></tr></thead>
    <tbody>
    {{#runs}}<tr><td data-name="Run">{{number}}</td><td data-name="Began">{{started}}</td><td data-name="Looked at">{{extent}}</td><td data-name="Read">{{collected}}</td><td data-name="Unchanged">{{unchanged}}</td><td data-name="Sent">{{applied}}</td><td data-name="Problems">{{problems}}</td><td data-name="Took">{{seconds}}</td><td data-name="Result">{{result}}</td></tr>
    {{/runs}}
    </tbody>
    </table>
    </div>
    {{/hasRuns}}
    {{^hasRuns}}<p>No run ended yet.</p>{{/hasRuns}}
    </section>
    <section class="card">
    <h2>Send again</h2>
    {{#waiting}}<p>Waits for the next run: {{feeds}}, {{count}} records.</p>{{/waiting}}
    <form method="post" action="/resync">
    <input type="hidden" name="token" value="{{token}}">
    <label for="feed">What</label>
    <select id="feed" name="feed"><option value="">all records</option>{{#feeds}}<option>{{.}}</option>{{/feeds}}</select>
    <button type="submit">Resync at the next run</button>
    </form>
    </section>
    """

  private static let items = """
    <form method="get" action="/items" role="search" class="card">
    <label for="q">Name or SKU</label>
    <input id="q" name="q" type="search" value="{{text}}">
    <label for="state">State</label>
    <select id="state" name="state"><option value="">any</option>{{#states}}<option{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/states}}</select>
    <button type="submit">Search</button>
    </form>
    {{#none}}<p class="card">Nothing was found.</p>{{/none}}
    {{^none}}
    <div class="scroll card" tabindex="0" role="region" aria-label="Table of items">
    <table>
    <thead><tr><th>Name</th><th>SKU</th><th>Type</th><th>Price</th><th>Visible</th><th>Last exported</th><th>Last modified</th><th>State</th><th>Id</th></tr></thead>
    <tbody>
    {{#items}}<tr><td data-name="Name"><a href="/item?{{link}}">{{name}}</a></td><td data-name="SKU">{{sku}}</td><td data-name="Type">{{type}}</td><td data-name="Price">{{price}}</td><td data-name="Visible">{{visibility}}</td><td data-name="Last exported">{{exported}}</td><td data-name="Last modified">{{modified}}</td><td data-name="State" class="{{#isProblem}}failed{{/isProblem}}">{{state}}</td><td data-name="Id">{{id}}</td></tr>
    {{/items}}
    </tbody>
    </table>
    </div>
    {{#next}}<p><a href="/items?{{next}}" rel="next">More</a></p>{{/next}}
    {{/none}}
    """

  private static let item = """
    <section class="card">
    <dl><dt>Record</dt><dd>{{key}}</dd><dt>State</dt><dd>{{state}}</dd><dt>Last exported</dt><dd>{{exported}}</dd>{{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}</dl>
    {{#problem}}<p class="failed">{{problem}}</p>{{/problem}}
    </section>
    {{#noSource}}<p class="card notice">What the PIM has cannot be shown: {{noSource}}</p>{{/noSource}}
    <section class="card">
    <h2>The PIM’s record beside the destination’s</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Comparison of fields">
    <table class="compare">
    <thead><tr><th>Field</th><th>PIM</th><th>Destination</th></tr></thead>
    <tbody>
    {{#rows}}<tr{{#differs}} class="differs"{{/differs}}><th scope="row">{{name}}{{#differs}} <span class="mark">differs</span>{{/differs}}</th><td data-name="PIM"><pre>{{source}}</pre></td><td data-name="Destination"><pre>{{live}}</pre></td></tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    </section>
    {{#explanation}}<section class="card"><h2>What is known of it</h2><pre>{{explanation}}</pre></section>{{/explanation}}
    """

  private static let activity = """
    <nav class="card" aria-label="Logs">{{#logs}}<a href="/activity?log={{name}}"{{#chosen}} aria-current="page"{{/chosen}}>{{name}}</a> {{/logs}}</nav>
    {{#none}}<p class="card">Nothing was written here yet.</p>{{/none}}
    {{^none}}
    <div class="scroll card" tabindex="0" role="region" aria-label="Table of log entries">
    <table>
    <thead><tr><th>When</th><th>Run</th><th>Record</th><th>What</th></tr></thead>
    <tbody>
    {{#entries}}<tr><td data-name="When">{{at}}</td><td data-name="Run">{{run}}</td><td data-name="Record">{{#link}}<a href="/item?{{link}}">{{key}}</a>{{/link}}</td><td data-name="What">{{text}}</td></tr>
    {{/entries}}
    </tbody>
    </table>
    </div>
    {{/none}}
    """
}
