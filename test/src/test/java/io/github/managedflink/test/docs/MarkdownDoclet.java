package io.github.managedflink.test.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTreePath;
import com.sun.source.util.DocTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Reporter;

/** Writes the public classes, their documentation and their methods as one Markdown file. */
public final class MarkdownDoclet implements Doclet {
    private Path output;

    @Override
    public void init(Locale locale, Reporter reporter) {}

    @Override
    public String getName() {
        return "Markdown";
    }

    @Override
    public Set<? extends Option> getSupportedOptions() {
        return Set.of(new OutputOption());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean run(DocletEnvironment environment) {
        Page page = new Page(environment);
        ElementFilter.typesIn(environment.getIncludedElements()).stream()
                .map(environment.getElementUtils()::getPackageOf)
                .distinct()
                .sorted(Comparator.comparing(pack -> pack.getQualifiedName().toString()))
                .forEach(page::addPackage);
        try {
            Files.writeString(output, page.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private final class OutputOption implements Option {
        @Override
        public int getArgumentCount() {
            return 1;
        }

        @Override
        public String getDescription() {
            return "the file to write";
        }

        @Override
        public Kind getKind() {
            return Kind.STANDARD;
        }

        @Override
        public List<String> getNames() {
            return List.of("--output");
        }

        @Override
        public String getParameters() {
            return "FILE";
        }

        @Override
        public boolean process(String option, List<String> arguments) {
            output = Path.of(arguments.get(0));
            return true;
        }
    }

    /** The file as it grows. */
    private static final class Page {
        private final DocTrees docs;
        private final Elements elements;
        private final Types types;
        private final Set<Element> included;
        private final StringBuilder contents = new StringBuilder();
        private final StringBuilder text = new StringBuilder();

        Page(DocletEnvironment environment) {
            this.docs = environment.getDocTrees();
            this.elements = environment.getElementUtils();
            this.types = environment.getTypeUtils();
            this.included = Set.copyOf(environment.getIncludedElements());
        }

        String text() {
            return "# API\n\nMade from the sources' documentation by a test of the module `test`, which fails when this file is out of"
                    + " date; CONTRIBUTING.md says how to make it anew.\n\n## Contents\n" + contents + "\n" + text;
        }

        void addPackage(PackageElement pack) {
            List<TypeElement> shown = ElementFilter.typesIn(pack.getEnclosedElements()).stream()
                    .filter(type -> included.contains(type) && isPublic(type))
                    .sorted(Comparator.comparing(type -> type.getSimpleName().toString()))
                    .collect(Collectors.toList());
            if (shown.isEmpty()) {
                return;
            }
            text.append("\n# Package `").append(pack.getQualifiedName()).append("`\n");
            contents.append("\n- `")
                    .append(pack.getQualifiedName())
                    .append("`: ")
                    .append(shown.stream()
                            .map(type -> link(type.getSimpleName().toString()))
                            .collect(Collectors.joining(", ")));
            paragraph(pack);
            shown.forEach(type -> addType(type, ""));
        }

        /** A link to the heading of a class, as Markdown's readers make the anchors of headings. */
        private static String link(String name) {
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT).replace(".", "") + ")";
        }

        private void addType(TypeElement type, String outer) {
            String name = outer + type.getSimpleName();
            text.append("\n## ")
                    .append(name)
                    .append("\n\n`")
                    .append(declaration(type, name))
                    .append("`\n");
            paragraph(type);
            for (Element constant : type.getEnclosedElements()) {
                if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                    entry(constant.getSimpleName().toString(), constant);
                }
            }
            BiPredicate<Element, ElementKind> shown = (member, kind) ->
                    member.getKind() == kind && isPublic(member) && docs.getDocCommentTree(member) != null;
            for (Element member : type.getEnclosedElements()) {
                if (shown.test(member, ElementKind.FIELD)) {
                    entry(member.asType() + " " + member.getSimpleName(), member);
                } else if (shown.test(member, ElementKind.METHOD) || shown.test(member, ElementKind.CONSTRUCTOR)) {
                    entry(signature((ExecutableElement) member), member);
                }
            }
            supertypes(type.asType())
                    .map(parent -> (TypeElement) types.asElement(parent))
                    .filter(parent -> included.contains(parent) && isPublic(parent))
                    .distinct()
                    .forEach(this::addInherited);
            ElementFilter.typesIn(type.getEnclosedElements()).stream()
                    .filter(Page::isPublic)
                    .forEach(nested -> addType(nested, name + "."));
        }

        /** Names what a class has from a documented one, where it is described. */
        private void addInherited(TypeElement parent) {
            String members = ElementFilter.methodsIn(parent.getEnclosedElements()).stream()
                    .filter(method -> isPublic(method) && docs.getDocCommentTree(method) != null)
                    .map(method -> "`" + method.getSimpleName() + "`")
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (!members.isEmpty()) {
                text.append("\nFrom ")
                        .append(link(nameOf(parent)))
                        .append(": ")
                        .append(members)
                        .append("\n");
            }
        }

        private static String nameOf(TypeElement type) {
            return type.getEnclosingElement() instanceof TypeElement outer
                    ? nameOf(outer) + "." + type.getSimpleName()
                    : type.getSimpleName().toString();
        }

        private static boolean isPublic(Element element) {
            return element.getModifiers().contains(Modifier.PUBLIC) && !isInternal(element);
        }

        /** Whether it is marked as public for the library alone. */
        private static boolean isInternal(Element element) {
            return element.getAnnotationMirrors().stream().anyMatch(mirror -> mirror.getAnnotationType()
                    .asElement()
                    .getSimpleName()
                    .contentEquals("Internal"));
        }

        private static String declaration(TypeElement type, String name) {
            String kind = type.getKind() == ElementKind.ANNOTATION_TYPE
                    ? "@interface"
                    : type.getKind().name().toLowerCase(Locale.ROOT);
            String modifier = type.getModifiers().contains(Modifier.ABSTRACT) && type.getKind() == ElementKind.CLASS
                    ? "abstract "
                    : "";
            String parent = type.getSuperclass().toString();
            boolean plain =
                    parent.equals("none") || parent.equals("java.lang.Object") || type.getKind() != ElementKind.CLASS;
            return modifier + kind + " " + name + (plain ? "" : " extends " + unqualified(parent));
        }

        private static String signature(ExecutableElement method) {
            String parameters = method.getParameters().stream()
                    .map(parameter -> unqualified(parameter.asType().toString()) + " " + parameter.getSimpleName())
                    .collect(Collectors.joining(", "));
            if (method.isVarArgs()) {
                parameters = parameters.replaceFirst("\\[](?= \\w+$)", "...");
            }
            String modifier = method.getModifiers().contains(Modifier.STATIC) ? "static " : "";
            String name = method.getKind() == ElementKind.CONSTRUCTOR
                    ? "new " + method.getEnclosingElement().getSimpleName()
                    : unqualified(method.getReturnType().toString()) + " " + method.getSimpleName();
            return modifier + name + "(" + parameters + ")";
        }

        /** Type names without their packages. */
        private static String unqualified(String type) {
            return type.replaceAll("\\b[a-z][a-zA-Z0-9_]*\\.(?=[a-zA-Z])", "");
        }

        private void entry(String signature, Element member) {
            text.append("\n- `").append(signature).append("`");
            DocCommentTree comment = docs.getDocCommentTree(member);
            if (comment != null) {
                text.append("<br>").append(docText(member, comment).onOneLine());
            }
            text.append("\n");
        }

        private void paragraph(Element element) {
            DocCommentTree comment = docs.getDocCommentTree(element);
            if (comment != null) {
                text.append("\n")
                        .append(docText(element, comment).asParagraphs())
                        .append("\n");
            }
        }

        private DocText docText(Element element, DocCommentTree comment) {
            return new DocText(comment, new DocText.Surroundings() {
                @Override
                public Object constant(ValueTree tag) {
                    DocTreePath tagPath = DocTreePath.getPath(docs.getPath(element), comment, tag.getReference());
                    return ((VariableElement) docs.getElement(tagPath)).getConstantValue();
                }

                @Override
                public String inherited() {
                    Element overridden = overridden((ExecutableElement) element);
                    return docText(overridden, docs.getDocCommentTree(overridden))
                            .body();
                }
            });
        }

        private Element overridden(ExecutableElement method) {
            TypeElement type = (TypeElement) method.getEnclosingElement();
            return supertypes(type.asType())
                    .flatMap(parent ->
                            ElementFilter.methodsIn(types.asElement(parent).getEnclosedElements()).stream())
                    .filter(candidate -> elements.overrides(method, candidate, type))
                    .filter(candidate -> docs.getDocCommentTree(candidate) != null)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(method + " of " + type + " inherits no comment"));
        }

        private Stream<TypeMirror> supertypes(TypeMirror type) {
            return types.directSupertypes(type).stream()
                    .flatMap(parent -> Stream.concat(Stream.of(parent), supertypes(parent)));
        }
    }
}
