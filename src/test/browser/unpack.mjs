// Unpacks Chromium with its fonts and libraries into the folder named by TMPDIR and prints the program's path.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

// The package unpacks its own shared libraries only where it believes to be on AWS: a bare Debian lacks them too.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const program = await chromium.executablePath();

// The package's font configuration names absolute folders of AWS. The cache goes where XDG_CACHE_HOME says: a relative
// folder would be one of the directory that the browser starts in.
writeFileSync(
  join(process.env.TMPDIR, "fonts", "fonts.conf"),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`,
);
process.stdout.write(program);
