#pragma once

namespace meridian {

/// Keeps some memory aside which is given back when there is no more: what is left half-done on the
/// way out can then be undone. Destructors may allocate (those of nlohmann::json do), and an
/// allocation that fails inside one ends the process without a word.
void keep_spare_memory();

}  // namespace meridian
