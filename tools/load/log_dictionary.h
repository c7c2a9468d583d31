#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "tools/load/log_map.h"
#include "tools/load/log_reader.h"

namespace meridian {

/// What a name of a log means beyond its word; which members count depends on the field.
struct LogMeaning {
    std::optional<LogStatus> status;  ///< status
    std::optional<bool> yes;          ///< made_sla
    std::optional<int> number;        ///< reassigned, reopened
    bool robot = false;               ///< agent
};

/// Turns the texts of a log's columns into names. Every different text is understood once.
class LogDictionary {
public:
    static constexpr std::size_t names_max = 100'000;                ///< a field
    static constexpr std::size_t bytes_max = std::size_t{1} << 26U;  ///< all fields together

    /// What a text came to be. `full`: there are more names than anyone can have.
    enum class Verdict : std::uint8_t { named, missing, unknown, bad_number, full };
    struct Found {
        NameIndex name = no_name;  ///< set only if named
        Verdict verdict = Verdict::missing;
    };

    /// The text is why the map makes no sense: a status word that does not exist, tiers in no
    /// order.
    [[nodiscard]] static std::optional<std::string> flaw_of(const LogMap& map);

    /// Precondition: the map has no flaw.
    explicit LogDictionary(const LogMap& map);

    [[nodiscard]] Found look_up(LogField f, std::string_view text, std::uint64_t line);
    [[nodiscard]] bool is_missing(LogField f, std::string_view text) const;

    [[nodiscard]] const LogMeaning& meaning(LogField f, NameIndex name) const {
        return fields_[static_cast<std::size_t>(f)].meanings[name];
    }
    [[nodiscard]] const LogNames& names() const { return names_; }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    struct Field {
        std::unordered_map<std::string, NameIndex, TextHash, std::equal_to<>> index;
        std::vector<LogMeaning> meanings;
        std::vector<Verdict> verdicts;
        std::vector<std::string> ranks;  // tiers: the different words, lowest first
        std::string last_text;           // neighbouring rows mostly repeat each other
        Found last;
        bool has_last = false;
    };

    Found add(LogField f, std::string_view text, std::uint64_t line);
    Verdict understand(LogField f, LogName& name, LogMeaning& meaning);

    LogMap map_;
    LogNames names_;
    std::array<Field, log_fields> fields_;
    std::size_t bytes_ = 0;
};

}  // namespace meridian
