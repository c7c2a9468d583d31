#include "tools/report/roster_csv.h"

#include "sim/measure/hours.h"
#include "tools/report/csv.h"

namespace meridian {

std::string roster_csv(const Draft& s, const RosterSheet& sheet) {
    CsvText table;
    table.header(
        "team,tier,region,shift,people_now,people,change,kept,night,weekend,part_time,"
        "paid_hours_a_week,base_cost_a_week,night_cost_a_week,weekend_cost_a_week,cost_a_week");
    for (const RosterSheet::Line& line : sheet.lines) {
        const Team& team = s.organisation.teams[line.team];
        table.field(team.name)
            .field(s.organisation.tiers[team.tier].name)
            .field(s.organisation.regions[team.region].name)
            .field(line.shift)
            .field(line.present)
            .field(line.people)
            .field(static_cast<double>(line.people) - static_cast<double>(line.present));
        for (const bool mark : {line.kept, line.night, line.weekend, line.part_time}) {
            table.field(mark ? "yes" : "no");
        }
        table.field(line.money.paid_hours);
        for (const double cost :
             {line.money.base, line.money.night, line.money.weekend, line.money.all()}) {
            sheet.priced ? table.field(cost) : table.field("");
        }
        table.end_row();
    }
    return table.text();
}

std::string requirement_csv(const RosterSheet& sheet) {
    CsvText table;
    table.header("pool,from,to,hour_utc,offered,needed,on_duty,spare");
    for (const RosterSheet::Hour& row : sheet.hours) {
        const Interval& period = sheet.periods[row.period];
        table.field(sheet.pools[row.pool])
            .field(utc_text(period.begin))
            .field(utc_text(period.end))
            .field(hour_name(row.hour))
            .field(row.offered)
            .field(row.needed)
            .field(row.on_duty)
            .field(row.on_duty - row.needed);
        table.end_row();
    }
    return table.text();
}

}  // namespace meridian
