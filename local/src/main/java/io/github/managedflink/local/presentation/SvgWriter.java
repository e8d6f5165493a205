package io.github.managedflink.local.presentation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the shapes of a drawing. Styles are attributes, as not every viewer knows style sheets.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">Scalable Vector Graphics</a>
 */
final class SvgWriter {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final XMLStreamWriter xml;

    private SvgWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** What draws something. */
    interface Drawing {
        /** Draws. */
        void on(SvgWriter svg) throws XMLStreamException;
    }

    /** The bytes of a drawing on a white page of a size in pixels. */
    static byte[] write(int width, int height, String title, Drawing drawing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8);
            SvgWriter svg = new SvgWriter(xml);
            xml.writeStartDocument(UTF_8, "1.0");
            svg.open(
                    "svg",
                    "xmlns",
                    NAMESPACE,
                    "width",
                    width,
                    "height",
                    height,
                    "viewBox",
                    "0 0 " + width + " " + height,
                    "font-family",
                    "Helvetica, Arial, sans-serif",
                    "role",
                    "img");
            svg.title(title);
            svg.rectangle(0, 0, width, height, "#ffffff", 1);
            drawing.on(svg);
            svg.close();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Memory takes all that is written to it", e);
        }
        return bytes.toByteArray();
    }

    /** Begins an element; attributes are given as name and value in turn. */
    void open(String element, Object... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            xml.writeAttribute(
                    (String) attributes[i], value instanceof Double number ? number(number) : value.toString());
        }
    }

    /** Ends what was begun last. */
    void close() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** What viewers show when the pointer rests on the element that was begun last. */
    void title(String text) throws XMLStreamException {
        xml.writeStartElement("title");
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    void rectangle(double x, double y, double width, double height, String colour, double opacity)
            throws XMLStreamException {
        open("rect", "x", x, "y", y, "width", width, "height", height, "fill", colour, "fill-opacity", opacity);
        close();
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width, String dashes)
            throws XMLStreamException {
        open(
                "line",
                "x1",
                x1,
                "y1",
                y1,
                "x2",
                x2,
                "y2",
                y2,
                "stroke",
                colour,
                "stroke-width",
                width,
                "stroke-dasharray",
                dashes);
        close();
    }

    /** A text; {@code anchor} says which of its ends, or its middle, is at {@code x}. */
    void text(double x, double y, String anchor, int size, String colour, String content) throws XMLStreamException {
        open("text", "x", x, "y", y, "text-anchor", anchor, "font-size", size, "fill", colour);
        xml.writeCharacters(content);
        close();
    }

    /** A tenth of a pixel is as fine as one can see. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
