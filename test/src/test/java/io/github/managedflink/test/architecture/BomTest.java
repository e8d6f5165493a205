package io.github.managedflink.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A project that imports the BOM states no versions of its own for what it uses of this library. */
class BomTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> NOT_FOR_USERS = List.of("bom", "sample-apps", "test");

    @Test
    void theBomHasEveryModuleThatUsersDependOn() throws Exception {
        List<String> modules = new ArrayList<>();
        for (String module : texts("pom.xml", "/project/modules/module")) {
            if (!NOT_FOR_USERS.contains(module)) {
                modules.addAll(texts(module + "/pom.xml", "/project/artifactId"));
            }
        }

        assertThat(modules).isNotEmpty();
        assertThat(texts(
                        "bom/pom.xml",
                        "//dependencyManagement//dependency[groupId='io.github.managedflink']/artifactId"))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    private static List<String> texts(String pom, String path) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(pom).toFile());
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
