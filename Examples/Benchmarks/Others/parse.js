// Prints how many MB/s JSON.parse makes of a page's bytes: node parse.js FILE SECONDS
const page = require("fs").readFileSync(process.argv[2]);
const nanoseconds = BigInt(Math.round(Number(process.argv[3]) * 1e9));
JSON.parse(page.toString("utf8"));
let times = 0;
let elapsed = 0n;
const start = process.hrtime.bigint();
do {
  JSON.parse(page.toString("utf8"));
  times += 1;
  elapsed = process.hrtime.bigint() - start;
} while (elapsed < nanoseconds);
console.log(((times * page.length) / Number(elapsed) * 1e3).toFixed(1));
