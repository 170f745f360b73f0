// Prints how many MB/s simdjson makes of a page on demand, by CPU time, walking to every value and making every
// string: parse FILE SECONDS
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace simdjson;

static size_t walk(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::object: {
      size_t sum = 0;
      for (auto field : value.get_object()) {
        sum += std::string_view(field.unescaped_key()).size();
        sum += walk(field.value());
      }
      return sum;
    }
    case ondemand::json_type::array: {
      size_t sum = 0;
      for (auto element : value.get_array()) sum += walk(element.value());
      return sum;
    }
    case ondemand::json_type::string: return std::string_view(value.get_string()).size();
    case ondemand::json_type::number: return size_t(double(value.get_double()));
    case ondemand::json_type::boolean: return bool(value.get_bool()) ? 1 : 2;
    default: return value.is_null() ? 3 : 4;
  }
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  padded_string page = padded_string::load(arguments[1]);
  ondemand::parser parser;
  auto once = [&] {
    ondemand::document document = parser.iterate(page);
    return walk(document.get_value());
  };
  size_t result = once();
  double seconds = std::atof(arguments[2]), elapsed;
  size_t times = 0;
  std::clock_t start = std::clock();
  do {
    if (once() != result) return 1;
    times++;
    elapsed = double(std::clock() - start) / CLOCKS_PER_SEC;
  } while (elapsed < seconds);
  std::printf("%.1f\n", times * page.size() / elapsed / 1e6);
}
