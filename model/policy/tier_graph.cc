#include "model/policy/tier_graph.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>

#include <algorithm>

namespace meridian {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

/// Keeps the path from the root of the search, and copies its tail when an edge leads back into it.
class FirstLoop : public boost::default_dfs_visitor {
public:
    FirstLoop(std::vector<Vertex>& path, std::vector<Vertex>& loop) : path_(&path), loop_(&loop) {}

    void discover_vertex(Vertex v, const Graph& /*graph*/) { path_->push_back(v); }
    void finish_vertex(Vertex /*v*/, const Graph& /*graph*/) { path_->pop_back(); }
    void back_edge(Edge e, const Graph& graph) {
        const Vertex to = boost::target(e, graph);
        if (loop_->empty()) {
            loop_->assign(std::ranges::find(*path_, to), path_->end());
            loop_->push_back(to);
        }
    }

private:
    std::vector<Vertex>* path_;
    std::vector<Vertex>* loop_;
};

}  // namespace

std::vector<TierId> loop_of(const Table<Tier>& tiers) {
    Graph graph(tiers.size());
    for (std::uint32_t i = 0; i < tiers.size(); ++i) {
        for (TierId next : tiers[TierId{i}].next) {
            boost::add_edge(i, next.index, graph);
        }
    }
    std::vector<Vertex> path;
    std::vector<Vertex> loop;
    boost::depth_first_search(graph, boost::visitor(FirstLoop(path, loop)));
    std::vector<TierId> ids;
    for (Vertex v : loop) {
        ids.push_back({static_cast<std::uint32_t>(v)});
    }
    return ids;
}

}  // namespace meridian
