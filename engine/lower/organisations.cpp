// `outside` is row 0: the world that the programme buys from and that benefits come from. Groups and implicit organisations
// are added later, when a line needs them.
#include "lower/organisations.hpp"

#include <cassert>    // assert
#include <algorithm>  // find, find_if
#include <functional>
#include <utility>  // move

#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// Each circle is told once, at the member that closes it.
void refuse_circular_members(const Context& ctx) {
    enum class Seen { none, open, done };
    std::vector<Seen> visits(ctx.programme.organisations.size(), Seen::none);
    std::vector<OrganisationId> path;
    const std::function<void(OrganisationId)> visit = [&](OrganisationId id) {
        visits[id.index()] = Seen::open;
        path.push_back(id);
        constexpr std::size_t deepest = 64;
        if (path.size() > deepest) {
            ctx.diagnostics.error("too-deep", ctx.programme.organisations[id].where,
                                  "memberships of organisations are nested over " + std::to_string(deepest) + " deep",
                                  "name the members directly");
            path.pop_back();
            return;
        }
        for (const OrganisationId member : ctx.programme.organisations[id].members) {
            if (visits[member.index()] == Seen::none) {
                visit(member);
            } else if (visits[member.index()] == Seen::open) {
                std::string circle;
                for (auto each = std::find(path.begin(), path.end(), member); each != path.end(); ++each) {
                    circle += ctx.programme.organisations[*each].id + " -> ";
                }
                const std::vector<Text>& names = ctx.definition.organisations[id.index() - 1].members;
                const auto name = std::find_if(names.begin(), names.end(), [&](const Text& each) {
                    return ctx.names.organisations.has(each.text) && find_organisation(ctx, each) == member;
                });
                ctx.diagnostics.error("member-of-itself", name->where,
                                      "organisations are members of each other in a circle: " + circle +
                                          ctx.programme.organisations[member].id,
                                      "an organisation cannot be a member of its own member");
            }
        }
        path.pop_back();
        visits[id.index()] = Seen::done;
    };
    for (std::size_t i = 1; i < ctx.programme.organisations.size(); ++i) {
        if (visits[i] == Seen::none) {
            visit(OrganisationId{i});
        }
    }
}

}  // namespace

void lower_organisations(Context& ctx) {
    Organisation outside_world;
    outside_world.id = "outside";
    outside_world.name = "Outside the programme";
    ctx.programme.organisations.add(std::move(outside_world));
    ctx.names.organisations.declare({"outside", built_in}, "an organisation", 0, ctx.diagnostics);
    for (const OrganisationDef& def : ctx.definition.organisations) {
        const std::size_t row = ctx.programme.organisations.size();
        ctx.names.organisations.declare(def.id, "an organisation", row, ctx.diagnostics);
        Organisation organisation;
        organisation.id = def.id.text;
        organisation.name = def.name.empty() ? def.id.text : def.name;
        organisation.funder = def.kind == "funder";
        organisation.where = def.id.where;
        for (const Text& alias : def.aliases) {
            ctx.names.organisations.alias(alias, "an organisation", row, ctx.diagnostics);
            organisation.aliases.push_back(alias.text);
        }
        ctx.programme.organisations.add(std::move(organisation));
    }
    for (std::size_t i = 0; i < ctx.definition.organisations.size(); ++i) {
        const OrganisationId id{i + 1};
        for (const Text& member : ctx.definition.organisations[i].members) {
            const std::optional<OrganisationId> found = find_organisation(ctx, member);
            if (found == id) {
                ctx.diagnostics.error("member-of-itself", member.where,
                                      "'" + member.text + "' cannot be a member of itself", "leave it out");
            } else if (found) {
                ctx.programme.organisations[id].members.push_back(*found);
            }
        }
    }
    refuse_circular_members(ctx);
}

void lower_perspectives(Context& ctx) {
    assert(ctx.programme.organisations.size() > 0);
    Perspective all;
    all.id = "whole-system";
    all.name = "Whole system";
    ctx.programme.perspectives.add(std::move(all));
    ctx.names.perspectives.declare({"whole-system", built_in}, "a perspective", 0, ctx.diagnostics);
    for (const PerspectiveDef& def : ctx.definition.perspectives) {
        ctx.names.perspectives.declare(def.id, "a perspective", ctx.programme.perspectives.size(), ctx.diagnostics);
        Perspective perspective;
        perspective.id = def.id.text;
        perspective.name = def.name.empty() ? def.id.text : def.name;
        perspective.costs = def.costs;
        perspective.where = def.id.where;
        const auto resolve = [&](const std::optional<std::vector<Text>>& names,
                                 std::optional<std::vector<OrganisationId>>& set) {
            if (!names) {
                return;
            }
            set.emplace();
            for (const Text& name : *names) {
                if (const std::optional<OrganisationId> found = find_organisation(ctx, name)) {
                    set->push_back(*found);
                }
            }
        };
        resolve(def.costs_of, perspective.costs_of);
        resolve(def.benefits_of, perspective.benefits_of);
        ctx.programme.perspectives.add(std::move(perspective));
    }
}

OrganisationId implicit_organisation(Context& ctx, const std::string& id, const std::string& name) {
    if (const std::optional<OrganisationId> existing = find(ctx.programme.organisations, id)) {
        return *existing;
    }
    ctx.names.organisations.declare({id, built_in}, "an organisation", ctx.programme.organisations.size(),
                                    ctx.diagnostics);
    Organisation organisation;
    organisation.id = id;
    organisation.name = name;
    return ctx.programme.organisations.add(std::move(organisation));
}

// Those among whom the division is not stated, as a group: its money is told apart by nobody.
OrganisationId unstated_group(Context& ctx, const std::vector<PartDef>& parts) {
    Organisation group;
    for (const PartDef& part : parts) {
        if (part.kind == PartDef::Kind::unstated) {
            if (const std::optional<OrganisationId> member = find_organisation(ctx, part.organisation)) {
                group.members.push_back(*member);
                group.id += (group.id.empty() ? "" : "+") + ctx.programme.organisations[*member].id;
                group.name += (group.name.empty() ? "" : " and ") + ctx.programme.organisations[*member].name;
            }
        }
    }
    if (const std::optional<OrganisationId> known = find(ctx.programme.organisations, group.id)) {
        return *known;
    }
    return ctx.programme.organisations.add(std::move(group));
}

}  // namespace tranche::lowering
