// Rhino, inside the validator's own jar: verapdf.js PROFILE FILE… → one line of JSON for each file.
var pdfa = Packages.org.verapdf.pdfa;
var foundry = (Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise(), pdfa.Foundries.defaultInstance());
var profile = pdfa.flavours.PDFAFlavour.byFlavourId(arguments[0]);

function validated(path) {
  var parser = foundry.createParser(new java.io.File(path), profile);
  var validator = foundry.createValidator(profile, false);
  try {
    var result = validator.validate(parser);
    var failed = result.getTestAssertions().toArray().map(function (own) {
      var rule = own.getRuleId();
      return rule.getClause() + "-" + rule.getTestNumber() + " " + own.getMessage() + " " + own.getLocation().getContext();
    });
    return { path: path, compliant: result.isCompliant(), checks: result.getTotalAssertions(), failed: failed };
  } finally {
    validator.close();
    parser.close();
  }
}

for (var number = 1; number < arguments.length; number++) print(JSON.stringify(validated(arguments[number])));
