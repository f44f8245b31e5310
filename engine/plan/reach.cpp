// The plan is read once, and each naming is turned round. A question then walks from its inputs through what names them.
#include "tranche/plan/reach.hpp"

#include <algorithm>  // sort
#include <cassert>

namespace tranche {

namespace {

/// A list of things, each of them once, however often it is reached.
class Once {
public:
    explicit Once(std::size_t count) : seen_(count, false) {}

    void add(std::size_t index) {
        if (!seen_[index]) {
            seen_[index] = true;
            all_.push_back(static_cast<std::uint32_t>(index));
        }
    }
    [[nodiscard]] std::size_t size() const { return all_.size(); }
    [[nodiscard]] std::uint32_t operator[](std::size_t at) const { return all_[at]; }

    /// As ids, in the order that the places give.
    template <class Id, class Place>
    std::vector<Id> sorted(Place place) {
        std::sort(all_.begin(), all_.end(), [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
        std::vector<Id> result;
        result.reserve(all_.size());
        for (const std::uint32_t each : all_) {
            result.emplace_back(each);
        }
        return result;
    }

private:
    std::vector<bool> seen_;
    std::vector<std::uint32_t> all_;
};

}  // namespace

void Reach::Users::add(std::size_t of, std::size_t user) {
    pairs_.push_back({of, static_cast<std::uint32_t>(user)});
}

// Counted, then placed: one list for all, which costs two numbers for each naming.
void Reach::Users::settle(std::size_t count) {
    first_.assign(count + 1, 0);
    for (const Pair& each : pairs_) {
        ++first_[each.of + 1];
    }
    for (std::size_t i = 0; i < count; ++i) {
        first_[i + 1] += first_[i];
    }
    users_.resize(pairs_.size());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const Pair& each : pairs_) {
        users_[next[each.of]++] = each.user;
    }
    pairs_ = {};
}

Reach::Reach(const Plan& plan) : plan_(&plan) {
    const std::size_t nodes = plan.nodes.size();
    const std::size_t projects = plan.project_order.size();
    place_of_node_.resize(nodes);
    for (std::size_t place = 0; place < plan.node_order.size(); ++place) {
        const NodeId id = plan.node_order[place];
        place_of_node_[id.index()] = static_cast<std::uint32_t>(place);
        const Node& node = plan.nodes[id];
        switch (node.op) {
            case Op::literal: break;
            case Op::input: nodes_of_input_.add(node.input.index(), id.index()); break;
            case Op::alias: nodes_of_node_.add(node.a.index(), id.index()); break;
            default: nodes_of_node_.add(node.a.index(), id.index()); nodes_of_node_.add(node.b.index(), id.index());
        }
    }
    place_of_project_.resize(projects);
    std::size_t link = 0;
    for (std::size_t place = 0; place < projects; ++place) {
        const ProjectId id = plan.project_order[place];
        place_of_project_[id.index()] = static_cast<std::uint32_t>(place);
        projects_of_node_.add(plan.project_delay[id].index(), id.index());
        projects_of_node_.add(plan.project_overrun[id].index(), id.index());
        for (; link < plan.links.size() && plan.links[link].after == id; ++link) {
            projects_of_project_.add(plan.links[link].before.index(), id.index());
        }
    }
    rows_.resize(plan.streams.size());
    for (std::size_t i = 0; i < plan.streams.size(); ++i) {
        const Stream& stream = plan.streams[StreamId{i}];
        streams_of_node_.add(stream.factor.index(), i);
        streams_of_node_.add(stream.delay.index(), i);
        if (stream.until.exists()) {
            streams_of_node_.add(stream.until_delay.index(), i);
            streams_of_project_.add(stream.until.index(), i);
        }
        if (stream.moves_with.exists()) {
            streams_of_project_.add(stream.moves_with.index(), i);
        }
        if (stream.series.exists()) {
            for (const NodeId year : plan.series[stream.series]) {
                streams_of_node_.add(year.index(), i);
            }
        }
    }
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        const Row& each = plan.rows[row];
        assert(row == 0 || plan.rows[row - 1].stream.index() <= each.stream.index());
        Rows& of_stream = rows_[each.stream];
        of_stream.first = of_stream.end == 0 ? row : of_stream.first;
        of_stream.end = row + 1;
        streams_of_node_.add(each.below.index(), each.stream.index());
        streams_of_node_.add(each.upto.index(), each.stream.index());
    }
    nodes_of_input_.settle(plan.base.size());
    nodes_of_node_.settle(nodes);
    projects_of_node_.settle(nodes);
    projects_of_project_.settle(projects);
    streams_of_node_.settle(nodes);
    streams_of_project_.settle(projects);
}

Reached Reach::of(std::span<const InputId> inputs) const {
    Once nodes(plan_->nodes.size());
    Once projects(plan_->project_order.size());
    Once streams(plan_->streams.size());
    for (const InputId input : inputs) {
        assert(input.index() < plan_->base.size());
        for (const std::uint32_t each : nodes_of_input_[input.index()]) {
            nodes.add(each);
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const std::uint32_t each : nodes_of_node_[nodes[i]]) {
            nodes.add(each);
        }
        for (const std::uint32_t each : projects_of_node_[nodes[i]]) {
            projects.add(each);
        }
        for (const std::uint32_t each : streams_of_node_[nodes[i]]) {
            streams.add(each);
        }
    }
    for (std::size_t i = 0; i < projects.size(); ++i) {
        for (const std::uint32_t each : projects_of_project_[projects[i]]) {
            projects.add(each);
        }
        for (const std::uint32_t each : streams_of_project_[projects[i]]) {
            streams.add(each);
        }
    }
    const auto itself = [](std::uint32_t index) { return index; };
    return {nodes.sorted<NodeId>([&](std::uint32_t index) { return place_of_node_[index]; }),
            projects.sorted<ProjectId>([&](std::uint32_t index) { return place_of_project_[index]; }),
            streams.sorted<StreamId>(itself)};
}

}  // namespace tranche
