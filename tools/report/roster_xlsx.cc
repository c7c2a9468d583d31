#include "tools/report/roster_xlsx.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <fstream>

#include "sim/measure/hours.h"
#include "tools/report/out_file.h"

namespace meridian {
namespace {

/// A table being filled, row by row; the first is bold and stays in sight.
class Sheet {
public:
    Sheet(lxw_workbook* book, const char* name)
        : sheet_(workbook_add_worksheet(book, name)), bold_(workbook_add_format(book)) {
        format_set_bold(bold_);
    }

    void header(std::initializer_list<const char*> names) {
        for (const char* name : names) {
            worksheet_write_string(sheet_, row_, column_++, name, bold_);
        }
        worksheet_freeze_panes(sheet_, 1, 0);
        worksheet_set_column(sheet_, 0, 0, 24, nullptr);
        worksheet_set_column(sheet_, 1, static_cast<lxw_col_t>(column_ - 1), 18, nullptr);
        end_row();
    }
    Sheet& text(const std::string& words) {
        worksheet_write_string(sheet_, row_, column_++, words.c_str(), nullptr);
        return *this;
    }
    Sheet& number(double value) {
        worksheet_write_number(sheet_, row_, column_++, value, nullptr);
        return *this;
    }
    void end_row() {
        ++row_;
        column_ = 0;
    }
    /// Of the column from the second row to the last, as a formula with its value.
    void total(lxw_col_t column, double value) {
        const char letter = static_cast<char>('A' + column);
        const std::string sum = fmt::format("=SUM({}2:{}{})", letter, letter, row_);
        worksheet_write_formula_num(sheet_, row_, column, sum.c_str(), bold_, value);
    }

private:
    lxw_worksheet* sheet_;
    lxw_format* bold_;
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
};

void write_roster(Sheet sheet, const Draft& s, const RosterSheet& roster) {
    sheet.header({"team", "tier", "region", "shift", "people now", "people", "change",
                  "paid hours a week", "base cost", "night premium", "weekend premium", "cost"});
    double now = 0;
    double people = 0;
    for (const RosterSheet::Line& line : roster.lines) {
        const Team& team = s.organisation.teams[line.team];
        now += line.present;
        people += line.people;
        sheet.text(team.name)
            .text(s.organisation.tiers[team.tier].name)
            .text(s.organisation.regions[team.region].name)
            .text(line.shift)
            .number(line.present)
            .number(line.people)
            .number(static_cast<double>(line.people) - static_cast<double>(line.present))
            .number(line.money.paid_hours);
        if (roster.priced) {
            sheet.number(line.money.base)
                .number(line.money.night)
                .number(line.money.weekend)
                .number(line.money.all());
        }
        sheet.end_row();
    }
    const RosterSheet::Money all = roster.money();
    sheet.total(4, now);
    sheet.total(5, people);
    sheet.total(6, people - now);
    sheet.total(7, all.paid_hours);
    if (roster.priced) {
        sheet.total(8, all.base);
        sheet.total(9, all.night);
        sheet.total(10, all.weekend);
        sheet.total(11, all.all());
    }
}

void write_hours(Sheet sheet, const RosterSheet& roster) {
    sheet.header({"pool", "from", "to", "hour (UTC)", "offered", "needed", "on duty", "spare"});
    for (const RosterSheet::Hour& row : roster.hours) {
        const Interval& period = roster.periods[row.period];
        sheet.text(roster.pools[row.pool])
            .text(utc_text(period.begin))
            .text(utc_text(period.end))
            .text(hour_name(row.hour))
            .number(row.offered)
            .number(row.needed)
            .number(row.on_duty)
            .number(row.on_duty - row.needed);
        sheet.end_row();
    }
}

}  // namespace

void write_roster_xlsx(const std::filesystem::path& path, const Draft& s,
                       const RosterSheet& sheet) {
    std::filesystem::path unfinished = path;
    unfinished += ".part";
    if (!std::ofstream(unfinished)) {  // the library would print what is wrong
        throw DiskError(fmt::format("cannot write {}", path.string()));
    }
    lxw_workbook* book = workbook_new(unfinished.string().c_str());
    if (book == nullptr) {
        throw DiskError(fmt::format("cannot write {}", path.string()));
    }
    lxw_doc_properties made{};
    made.created = std::chrono::floor<std::chrono::seconds>(s.run.horizon.begin)
                       .time_since_epoch()
                       .count();  // not today: equal bytes
    workbook_set_properties(book, &made);
    write_roster(Sheet(book, "Roster"), s, sheet);
    write_hours(Sheet(book, "Requirement"), sheet);
    const lxw_error failed = workbook_close(book);
    std::error_code error;
    if (failed == LXW_NO_ERROR) {
        std::filesystem::rename(unfinished, path, error);
    }
    if (failed != LXW_NO_ERROR || error) {
        std::filesystem::remove(unfinished, error);
        throw DiskError(fmt::format("cannot write {}: {}", path.string(), lxw_strerror(failed)));
    }
}

}  // namespace meridian
