#include "tools/report/results_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/folder.h"
#include "tools/report/out_file.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;
using ::testing::HasSubstr;

ResultsFolder claimed(const fs::path& place) {
    return std::get<ResultsFolder>(ResultsFolder::claim(place));
}

std::string refused(const fs::path& place) {
    const auto answer = ResultsFolder::claim(place);
    const auto* why = std::get_if<std::string>(&answer);
    return why == nullptr ? "" : *why;
}

void publish(const fs::path& place, const std::string& file, const std::string& text) {
    ResultsFolder results = claimed(place);
    write_file(results.file(file), text);
    results.publish();
}

TEST(ResultsFolder, AppearsWhenItIsPublishedAndNotBefore) {
    const TestFolder here;
    const fs::path place = here.path / "results" / "nordwind";
    ResultsFolder results = claimed(place);
    write_file(results.file("summary.json"), "{}");
    EXPECT_FALSE(fs::exists(place));
    results.publish();
    EXPECT_EQ(names_in(place), Names{"summary.json"});
    EXPECT_EQ(names_in(place.parent_path()), Names{"nordwind"});
}

TEST(ResultsFolder, LeavesNothingBehindWhenTheRunFails) {
    const TestFolder here;
    {
        const ResultsFolder results = claimed(here.path / "nordwind");
        write_file(results.file("summary.json"), "{");
    }
    EXPECT_EQ(names_in(here.path), Names{});
}

TEST(ResultsFolder, ReplacesAnOlderResultAsAWhole) {
    const TestFolder here;
    const fs::path place = here.path / "nordwind";
    publish(place, "tickets.csv.gz", "old");
    publish(place, "summary.json", "new");
    EXPECT_EQ(names_in(place), Names{"summary.json"});
    EXPECT_EQ(contents(place / "summary.json"), "new");
    EXPECT_EQ(names_in(here.path), Names{"nordwind"});
}

TEST(ResultsFolder, KeepsTheOlderResultWhenTheNewOneFails) {
    const TestFolder here;
    const fs::path place = here.path / "nordwind";
    publish(place, "summary.json", "old");
    { const ResultsFolder results = claimed(place); }
    EXPECT_EQ(contents(place / "summary.json"), "old");
}

TEST(ResultsFolder, RemovesWhatDeadRunsLeftButNotWhatLivingOnesWrite) {
    const TestFolder here;
    fs::create_directories(here.path / ".nordwind.unfinished-1" / "inside");
    write_file(here.path / ".nordwind.unfinished-1" / "summary.json", "{");
    fs::create_directory(here.path / ".nordwind.unfinished-mine");
    fs::create_directory(here.path / ".other.unfinished-1");
    const ResultsFolder living = claimed(here.path / "other");
    { const ResultsFolder results = claimed(here.path / "nordwind"); }
    EXPECT_EQ(names_in(here.path),
              (Names{".nordwind.unfinished-mine", living.unfinished().filename().string()}));
}

TEST(ResultsFolder, DoesNotReplaceWhatNoRunHasWritten) {
    const TestFolder here;
    const fs::path place = here.path / "thesis";
    fs::create_directory(place);
    write_file(place / "chapter1.txt", "years of work");
    EXPECT_THAT(refused(place), HasSubstr("holds 'chapter1.txt', which no run has written"));
    EXPECT_EQ(contents(place / "chapter1.txt"), "years of work");

    publish(here.path / "nordwind", "summary.json", "{}");
    fs::create_directory(here.path / "nordwind" / "summary.txt");
    EXPECT_THAT(refused(here.path / "nordwind"), HasSubstr("summary.txt"));
}

TEST(ResultsFolder, IsNeitherAFileNorTheFolderOneStandsIn) {
    const TestFolder here;
    write_file(here.path / "file", "");
    EXPECT_THAT(refused(here.path / "file"), HasSubstr("is not a folder"));
    EXPECT_THAT(refused(here.path / "file" / "below"), HasSubstr("Not a directory"));
    EXPECT_THAT(refused("."), HasSubstr("is the folder this runs in"));
    EXPECT_THAT(refused(".."), HasSubstr("is the folder this runs in"));
    EXPECT_THAT(refused("/"), HasSubstr("is the folder this runs in"));
}

TEST(OutFile, WritesTheSameBytesForTheSameText) {
    const TestFolder here;
    std::string text;
    for (int i = 0; i < 100'000; ++i) {
        text += std::to_string(i) + "\n";
    }
    write_file(here.path / "a.csv.gz", text);
    write_file(here.path / "b.csv.gz", text);
    const std::string packed = contents(here.path / "a.csv.gz");
    EXPECT_EQ(packed, contents(here.path / "b.csv.gz"));
    EXPECT_EQ(packed.substr(0, 8), std::string("\x1f\x8b\x08\0\0\0\0\0", 8));  // no time, no name
    EXPECT_LT(packed.size(), text.size() / 2);
}

TEST(OutFile, NamesTheFileThatCannotBeWritten) {
    const TestFolder here;
    try {
        write_file(here.path / "no" / "such.csv", "");
        FAIL() << "written into a folder that does not exist";
    } catch (const DiskError& error) {
        EXPECT_THAT(error.what(), HasSubstr("such.csv': No such file or directory"));
    }
    EXPECT_THROW(write_file("/dev/full", "text"), DiskError);
}

}  // namespace
}  // namespace meridian
