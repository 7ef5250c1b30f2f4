// What the peers of the interoperability suite say to each other.

namespace go interop
namespace py interop

enum Color {
  RED = 1,
  GREEN = 2
}

struct Point {
  1: double x,
  2: double y
}

/** Every type, and field ids that the compact protocol writes in its two ways. */
struct Everything {
  1: bool yes,
  2: bool no,
  3: i8 tiny,
  4: i16 small,
  5: i32 medium,
  6: i64 large (go.tag = 'json:"large,string"'),
  7: double real,
  8: string text,
  9: binary bytes,
  10: Color color,
  11: Point point,
  12: list<i32> numbers,
  13: list<Point> points,
  14: set<string> words,
  15: map<string, i32> counts,
  16: map<i32, list<string>> groups,
  17: list<bool> flags,
  18: list<string> none,
  19: optional list<Everything> children,
  1000: i32 last
}

exception Refused {
  1: string reason,
  2: i32 code
}

service Interop {
  /** The name of the server that answers. */
  string name(),
  string echo(1: string text),
  binary echoBinary(1: binary bytes),
  Everything echoEverything(1: Everything value),
  void nothing(),
  oneway void tell(1: string text),
  string refuse(1: string reason, 2: i32 code) throws (1: Refused refused),
  /** Fails in a way that it does not declare. */
  string crash(1: string text),
  string sleep(1: i32 milliseconds, 2: string text)
}
