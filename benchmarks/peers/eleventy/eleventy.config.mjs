export default function (config) {
  config.setQuietMode(true);
}

// The narrative is Markdown and nothing else.
export const config = { markdownTemplateEngine: false };
