package dev.morlens.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.SoftReference;

/** The compiled main classes: large, so the tests share them and the heap may have them back. */
final class MainClasses {

    private static SoftReference<JavaClasses> read = new SoftReference<>(null);

    private MainClasses() {}

    static synchronized JavaClasses all() {
        JavaClasses known = read.get();
        if (known == null) {
            known = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.morlens");
            read = new SoftReference<>(known);
        }
        return known;
    }
}
