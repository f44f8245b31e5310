// A result as a document: every command returns one, and every output format renders it.
//
//
// A document is an ordered list of parts. People read the parts in that order. JSON has a member for each part that
// programs see. A part is described once, and each format follows from the description (see table.hpp for the rules of
// JSON). A renderer does not know analyses, and an analysis does not know formats. An audience marks the parts that
// only some readers need.
//
//
// A worked example is report/describe_forecast.cpp.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tranche/document/table.hpp"

namespace tranche {

/// A sentence or a line for people, outside tables. Notes that follow each other are one list on a page.
struct Note {
    std::string text;
    Audience audience = Audience::people;
    bool heading = false;  ///< names what follows
    int depth = 0;         ///< below another note: 1, 2
};

/// Terms and what they mean, for people.
struct Definitions {
    std::string title;
    std::vector<std::pair<std::string, std::string>> entries;
    Audience audience = Audience::people;
};

/// Text that keeps its lines.
struct Listing {
    std::string text;
    Audience audience = Audience::people;
};

/// A tree in which every node has the same columns. The first column names a node and the second has its figure.
struct ResultTree {
    struct Node {
        std::vector<Cell> cells;
        std::vector<Node> children;
    };

    std::string key;  ///< member in JSON; children are its `parts`
    std::vector<Column> columns;
    Node root;
    std::size_t sentence = 0;          ///< the column that is printed on its own line below the node; 0: none
    std::vector<std::size_t> remarks;  ///< columns that are printed in brackets after the node, on a screen
    Audience audience = Audience::all;
};

/// Horizontal bars from a common line.
struct Chart {
    struct Bar {
        std::string label;
        std::string figure;  ///< printed beside the label
        double low = 0.0;    ///< drawn from the line to here
        double high = 0.0;   ///< and from the line to here
    };

    std::string title;
    std::vector<Bar> bars;
    double line = 0.0;    ///< where bars begin
    std::string at_line;  ///< the meaning of the line
    std::string lowest;   ///< the ends of the scale, in words
    std::string highest;
    std::string legend;  ///< what the two sides mean; empty where they need no words
    Audience audience = Audience::people;
};

/// Nodes and links. Both are tables for programs, and a picture for Graphviz and Mermaid.
struct Graph {
    enum class Shape : std::uint8_t { box, diamond, octagon, ellipse };
    enum class Stroke : std::uint8_t { solid, dashed, dotted };

    struct Cluster {
        std::string id;
        std::string label;
    };
    struct Node {
        std::string id;
        std::vector<std::string> label;  ///< lines
        std::size_t cluster = outside;
        Shape shape = Shape::box;
    };
    struct Link {
        std::size_t from = 0;  ///< index of a node
        std::size_t to = 0;
        Stroke stroke = Stroke::solid;
        std::string label;
    };
    static constexpr std::size_t outside = static_cast<std::size_t>(-1);

    std::string id;
    std::vector<Cluster> clusters;
    std::vector<Node> nodes;
    std::vector<Link> links;
};

using DocumentPart = std::variant<ResultTable, Note, Definitions, Listing, ResultTree, Chart, Graph>;

struct Document {
    std::string name;      ///< of the programme or of what was checked: the suite in JUnit
    std::string title;     ///< over everything, for people; empty: none
    std::string subtitle;  ///< the case that every figure belongs to: `Whole system, Base case, £`
    std::vector<DocumentPart> parts;

    void add(DocumentPart part) { parts.push_back(std::move(part)); }
    void note(std::string text, Audience audience = Audience::people) {
        parts.emplace_back(Note{std::move(text), audience, false});
    }
    void heading(std::string text, Audience audience = Audience::people) {
        parts.emplace_back(Note{std::move(text), audience, true});
    }
    void note_below(std::string text, Audience audience = Audience::people, int depth = 1) {
        parts.emplace_back(Note{std::move(text), audience, false, depth});
    }
    /// One member of the JSON object, under its key.
    void member(std::string key, ValueKind kind, Cell cell);
};

}  // namespace tranche
