#include <gmock/gmock.h>

#include "tests/load/log_files.h"
#include "tools/load/csv.h"

namespace meridian::log_csv_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Fields = std::vector<std::string>;

struct Table {
    std::vector<Fields> rows;
    std::vector<std::uint64_t> lines;
    std::optional<CsvError> error;
};

Table read_file(const std::string& path, CsvForm form = {}) {
    Table table;
    auto opened = CsvReader::open(path, form);
    if (auto* error = std::get_if<CsvError>(&opened)) {
        table.error = *error;
        return table;
    }
    auto& reader = std::get<CsvReader>(opened);
    while (const auto row = reader.next()) {
        table.rows.emplace_back(row->fields.begin(), row->fields.end());
        table.lines.push_back(row->line);
    }
    table.error = reader.error();
    return table;
}

Table read(std::string_view text, CsvForm form = {}, const std::string& ending = ".csv") {
    const TestFile file(text, ending);
    return read_file(file.path(), form);
}

TEST(Csv, HandsOutRowsWithTheirLines) {
    const Table table = read("a,b\n1,2\n3,\n");
    EXPECT_THAT(table.rows, ElementsAre(Fields{"a", "b"}, Fields{"1", "2"}, Fields{"3", ""}));
    EXPECT_THAT(table.lines, ElementsAre(1, 2, 3));
    EXPECT_FALSE(table.error);
}

TEST(Csv, UndoesQuotesAndCountsTheLinesInsideThem) {
    const Table table = read("id,\"a \"\"b\"\", c\"\n1,\"two\nlines\"\n2,x\n");
    EXPECT_THAT(table.rows, ElementsAre(Fields{"id", "a \"b\", c"}, Fields{"1", "two\nlines"},
                                        Fields{"2", "x"}));
    EXPECT_THAT(table.lines, ElementsAre(1, 2, 4));
}

TEST(Csv, TakesAQuoteInsideAFieldAsItIs) {
    EXPECT_THAT(read("5\" disk,b\"\"\n").rows, ElementsAre(Fields{"5\" disk", "b\"\""}));
}

TEST(Csv, PassesOverByteOrderMarkCarriageReturnsAndBlankLines) {
    const Table table = read(
        "\xEF\xBB\xBF"
        "a,b\r\n\r\n\"1\",\"x\r\ny\"\r\n2,z");
    EXPECT_THAT(table.rows, ElementsAre(Fields{"a", "b"}, Fields{"1", "x\r\ny"}, Fields{"2", "z"}));
    EXPECT_THAT(table.lines, ElementsAre(1, 3, 5));
}

TEST(Csv, KeepsARowOfOneEmptyFieldInQuotes) {
    EXPECT_THAT(read("a\n\"\"\n\nb\n").rows, ElementsAre(Fields{"a"}, Fields{""}, Fields{"b"}));
}

TEST(Csv, SplitsAtTheGivenDelimiterOnly) {
    EXPECT_THAT(read("a;b,c\n\"x;y\";z\n", {.delimiter = ';'}).rows,
                ElementsAre(Fields{"a", "b,c"}, Fields{"x;y", "z"}));
}

TEST(Csv, ReadsAnEmptyFileAsNoRows) {
    const Table table = read("");
    EXPECT_THAT(table.rows, IsEmpty());
    EXPECT_FALSE(table.error);
}

TEST(Csv, ReadsCompressedTextInOneMemberOrMore) {
    const Table table = read(zipped("a,b\n1,") + zipped("2\n3,4\n"), {}, ".csv.gz");
    EXPECT_THAT(table.rows, ElementsAre(Fields{"a", "b"}, Fields{"1", "2"}, Fields{"3", "4"}));
    EXPECT_FALSE(table.error);
}

/// Rows of every shape across the edges of the window, against the text they were made from.
TEST(Csv, ReadsTheSameWhereverTheWindowEnds) {
    std::uint32_t seed = 7;
    const auto dice = [&seed](std::uint32_t sides) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8U) % sides;
    };
    std::string text;
    std::vector<Fields> expected;
    for (int row = 0; row < 30'000; ++row) {
        Fields fields;
        for (std::uint32_t i = 0; i < 4; ++i) {
            std::string plain(1 + dice(20), static_cast<char>('a' + dice(26)));
            std::string written = plain;
            if (dice(3) == 0) {
                const char* const odd[] = {",", "\r\n", "\"", "\n"};
                const char* const also = odd[dice(4)];
                written = '"' + plain + (*also == '"' ? "\"\"" : also) + '"';
                plain += also;
            }
            fields.push_back(plain);
            text += (i > 0 ? "," : "") + written;
        }
        expected.push_back(fields);
        text += dice(2) == 0 ? "\r\n" : "\n";
    }
    ASSERT_GT(text.size(), 1'000'000U);
    const Table table = read(zipped(text), {}, ".gz");
    EXPECT_FALSE(table.error);
    EXPECT_TRUE(table.rows == expected);
}

struct Broken {
    const char* name;
    std::string text;
    const char* ending;
    CsvError::Kind kind;
    std::uint64_t line;
    std::size_t rows_before;
};
void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

class BrokenCsv : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenCsv, IsAnErrorBehindTheRowsThatAreGood) {
    const Broken& broken = GetParam();
    const Table table = read(broken.text, {.row_bytes_max = 1000}, broken.ending);
    EXPECT_EQ(table.rows.size(), broken.rows_before);
    ASSERT_TRUE(table.error);
    EXPECT_EQ(table.error->kind, broken.kind) << table.error->message;
    EXPECT_EQ(table.error->line, broken.line);
}

/// Text that does not compress away, so that there is a middle to cut.
std::string many_rows() {
    std::string text;
    std::uint32_t seed = 1;
    for (int i = 0; i < 200'000; ++i) {
        seed = seed * 1664525U + 1013904223U;
        text += std::to_string(seed) + "\n";
    }
    return text;
}

std::string damaged(std::string text, std::size_t at) {
    text[at] = static_cast<char>(text[at] ^ 0x55);
    return text;
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenCsv,
    ::testing::Values(
        Broken{"QuoteNeverClosed", "a,b\n1,\"x\ny\n", ".csv", CsvError::Kind::open_quote, 2, 1},
        Broken{"TextAfterQuote", "a\n\"x\"y\n", ".csv", CsvError::Kind::after_quote, 2, 1},
        Broken{"RowTooLong", "a\n" + std::string(1200, 'x') + "\n", ".csv",
               CsvError::Kind::too_long, 2, 1},
        Broken{"RowWithoutEnd", "a\n" + std::string(900'000, 'x'), ".csv", CsvError::Kind::too_long,
               2, 1},
        Broken{"QuotedFieldTooLong", "a\n\"" + std::string(900'000, '\n') + "\"\n", ".csv",
               CsvError::Kind::too_long, 2, 1},
        Broken{"ZeroByte", std::string("a\nb\nc\0d\n", 8), ".csv", CsvError::Kind::binary, 3, 2},
        Broken{"NotCompressed", "a,b\n", ".csv.gz", CsvError::Kind::corrupt, 0, 0},
        Broken{"EmptyGz", "", ".csv.gz", CsvError::Kind::corrupt, 0, 0},
        Broken{"GzCutInItsHeader", zipped("a\nb\n").substr(0, 5), ".gz", CsvError::Kind::truncated,
               0, 0},
        Broken{"GzWithAWrongCheckSum", damaged(zipped("a\nb\n"), zipped("a\nb\n").size() - 6),
               ".gz", CsvError::Kind::corrupt, 0, 0}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Csv, ReportsACutGzFileBehindItsRows) {
    const std::string whole = zipped(many_rows());
    const Table table = read(whole.substr(0, whole.size() / 2), {}, ".gz");
    ASSERT_TRUE(table.error);
    EXPECT_EQ(table.error->kind, CsvError::Kind::truncated);
    EXPECT_GT(table.rows.size(), 90'000U);
    EXPECT_LT(table.rows.size(), 110'000U);
    EXPECT_EQ(table.error->line, table.rows.size() + 1);
}

TEST(Csv, ReportsADamagedGzFile) {
    const std::string whole = zipped(many_rows());
    const Table table = read(damaged(whole, whole.size() / 2), {}, ".gz");
    ASSERT_TRUE(table.error);
    EXPECT_EQ(table.error->kind, CsvError::Kind::corrupt);
}

TEST(Csv, ReportsWhatIsNoFile) {
    const auto missing = read_file(::testing::TempDir() + "meridian_no_such_file.csv");
    ASSERT_TRUE(missing.error);
    EXPECT_EQ(missing.error->kind, CsvError::Kind::missing);
    EXPECT_THAT(missing.error->message, HasSubstr("meridian_no_such_file.csv"));
    const auto folder = read_file(::testing::TempDir());
    ASSERT_TRUE(folder.error);
    EXPECT_EQ(folder.error->kind, CsvError::Kind::directory);
    const auto device = read_file("/dev/zero");
    ASSERT_TRUE(device.error);
    EXPECT_EQ(device.error->kind, CsvError::Kind::unreadable);
}

}  // namespace
}  // namespace meridian::log_csv_test
