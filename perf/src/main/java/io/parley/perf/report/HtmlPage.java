package io.parley.perf.report;

import io.parley.perf.plot.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** The same page for a browser, in one file: style and pictures are in it, and there is no script. */
final class HtmlPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 3rem; border-top: 1px solid #d8d8d8; padding-top: 1rem; }
            nav ul { columns: 22rem; padding-left: 1.2rem; }
            a { color: #00568f; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; margin: 1rem 0; }
            th, td { border-bottom: 1px solid #e2e2e2; padding: .25rem .6rem; vertical-align: top; }
            th { border-bottom: 2px solid #9a9a9a; }
            th:not([align]) { text-align: left; }
            tbody tr:hover { background: #f4f7fa; }
            code { background: #f2f2f2; padding: 0 .2em; overflow-wrap: anywhere; }
            .plot svg { display: block; width: 100%%; height: auto; margin: 1rem 0; }
            @media print { nav { display: none; } h2 { break-before: page; } }
            </style>
            </head>
            <body>
            """;
    private static final String FOOT = "</body>\n</html>\n";

    private final Map<String, String> pictures;

    private HtmlPage(Map<String, String> pictures) {
        this.pictures = pictures;
    }

    /**
     * Renders it.
     *
     * @param markdown the page
     * @param pictures an SVG document for the address of every picture on the page
     * @return the document
     */
    static String of(String markdown, Map<String, String> pictures) {
        return new HtmlPage(pictures).render(markdown);
    }

    private String render(String markdown) {
        Node document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .nodeRendererFactory(Pictures::new)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading) {
                        attributes.put("id", Chart.slug(textOf(node)));
                    }
                })
                .build();
        List<Heading> headings = headings(document);
        String body = renderer.render(document)
                .replace("<table>", "<div class=\"wide\"><table>")
                .replace("</table>", "</table></div>");
        String title = textOf(headings.get(0));
        int afterTitle = body.indexOf("</h1>") + "</h1>".length();
        return String.format(HEAD, Svg.escape(title))
                + body.substring(0, afterTitle)
                + contents(headings)
                + body.substring(afterTitle)
                + FOOT;
    }

    private static List<Heading> headings(Node document) {
        List<Heading> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        return headings;
    }

    private static String contents(List<Heading> headings) {
        StringBuilder list = new StringBuilder("\n<nav><ul>\n");
        headings.stream()
                .skip(1)
                .map(HtmlPage::textOf)
                .forEach(text -> list.append("<li><a href=\"#")
                        .append(Chart.slug(text))
                        .append("\">")
                        .append(Svg.escape(text))
                        .append("</a></li>\n"));
        return list.append("</ul></nav>").toString();
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    /** Puts each picture where the page names it. */
    private final class Pictures implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        Pictures(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node node) {
            String address = ((Image) node).getDestination();
            String picture = pictures.get(address);
            if (picture == null) {
                throw new IllegalStateException(
                        "no such picture: address=" + address + ", there are " + pictures.keySet());
            }
            context.getWriter()
                    .raw("<span class=\"plot\">" + Svg.inline(picture, Chart.slug(address) + "-", textOf(node))
                            + "</span>");
        }
    }
}
