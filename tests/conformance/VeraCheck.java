import java.io.File;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Asks veraPDF about each file: {@code VeraCheck PROFILE[,PROFILE] FILE...}, profiles as veraPDF names them (ua1, 3a).
 *
 * <p>Prints a line for each file and profile, its parts separated by tabs: the number of the file from 0, the profile,
 * {@code pass}, {@code fail} or {@code unreadable}, how many assertions were made, and the clauses that failed.
 */
public final class VeraCheck {
    private VeraCheck() {}

    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < words.length; at++) {
            for (String profile : words[0].split(",")) {
                System.out.println((at - 1) + "\t" + profile + "\t" + asked(new File(words[at]), profile));
            }
        }
    }

    private static String asked(File file, String profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("veraPDF has no profile " + profile);
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> clauses = new TreeSet<>();
            for (RuleId rule : result.getFailedChecks().keySet()) {
                clauses.add(rule.getClause() + "-" + rule.getTestNumber());
            }
            String verdict = result.isCompliant() ? "pass" : "fail";
            return verdict + "\t" + result.getTotalAssertions() + "\t" + String.join(" ", clauses);
        } catch (org.verapdf.core.ModelParsingException | org.verapdf.core.ValidationException problem) {
            return "unreadable\t0\t";
        }
    }
}
