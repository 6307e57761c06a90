// Prints what JHOVE says of PDFs, as JSON. Arguments are their paths; Rhino runs it, with JHOVE's jars on its class path.
var jhove = Packages.edu.harvard.hul.ois.jhove, base = new jhove.JhoveBase();

function listed(values, told) {
  var texts = [];
  for (var each = values.iterator(); each.hasNext();) texts.push(told(each.next()));
  return texts;
}

function told(message) {
  var kind = String(message.getClass().getSimpleName()), more = message.getSubMessage();
  return kind + " " + message.getId() + ": " + message.getMessage() + (more ? " (" + more + ")" : "");
}

print(JSON.stringify(arguments.map(function (path) {
  var module = new jhove.module.PdfModule(), info = new jhove.RepInfo(path), file = new java.io.RandomAccessFile(path, "r");
  module.setBase(base);
  module.setDefaultParams(new java.util.ArrayList());
  module.applyDefaultParams();
  module.parse(file, info);
  file.close();
  return {
    path: path,
    isWellFormed: info.getWellFormed() === jhove.RepInfo.TRUE,
    isValid: info.getValid() === jhove.RepInfo.TRUE,
    messages: listed(info.getMessage(), told)
  };
})));
