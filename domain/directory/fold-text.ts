/** Characters of names of places, each in its traditional form and then its simplified one. */
const PAIRS =
  '灣湾鎮镇區区鄉乡龍龙溝沟橋桥壩坝園园興兴國国東东馬马黃黄葉叶樂乐嶺岭廣广場场廟庙壇坛觀观塗涂鹽盐鳳凤鳥鸟鶴鹤魚鱼漁渔麗丽陽阳陰阴陳陈鄭郑鄧邓趙赵劉刘楊杨張张許许吳吴孫孙馮冯蔣蒋謝谢羅罗譚谭蘇苏葦苇蘆芦' +
  '蘭兰萬万莊庄華华蓮莲榮荣蒼苍藍蓝藝艺號号處处門门開开關关間间閣阁隊队際际險险隴陇雲云霧雾靈灵頭头頂顶順顺顏颜風风飛飞養养館馆驛驿學学寶宝實实寧宁層层屬属崗岗島岛峽峡嶽岳嶼屿巖岩庫库廠厂廳厅彎弯後后從从' +
  '復复應应懷怀戰战攔拦數数斷断時时晉晋暉晖曉晓曬晒會会條条棟栋樓楼標标樹树機机橫横檔档歐欧歲岁歷历氣气衝冲淨净淵渊湯汤滄沧滿满漢汉潔洁潤润澗涧澤泽澱淀濟济濱滨瀘泸瀾澜灘滩灑洒爲为烏乌無无煙烟營营爐炉牆墙' +
  '獅狮獨独環环瑤瑶瓊琼畝亩畫画當当盤盘監监衆众礦矿碼码磚砖祿禄禮礼種种積积穩稳窪洼窩窝筍笋籮箩糧粮紅红紀纪納纳紡纺線线經经結结綠绿義义習习聯联脈脉鶯莺蘿萝蝦虾蠶蚕蠟蜡襪袜見见規规視视覽览覺觉計计訓训設设' +
  '證证誠诚試试話话詳详說说調调財财貢贡賢贤貨货質质賽赛車车軌轨轉转輪轮軟软輕轻載载輝辉達达遷迁過过運运還还進进遠远連连適适選选遙遥郵邮鐵铁銅铜鋁铝銀银鍋锅錦锦鍾钟鋼钢錢钱鋪铺長长閘闸聞闻闊阔陸陆陝陕隱隐' +
  '雛雏頁页頃顷須须顧顾預预領领頸颈題题飄飘飲饮飯饭駱骆駿骏驗验騾骡魯鲁鮮鲜雞鸡鳴鸣鴨鸭鴻鸿鵝鹅麥麦龔龚龜龟農农軫轸範范傑杰業业叢丛兩两嚴严個个臨临舉举喬乔買买亂乱爭争虧亏亞亚產产親亲倉仓儀仪們们價价優优' +
  '傘伞傳传體体側侧儉俭儲储兒儿黨党內内寫写軍军剛刚創创劃划則则辦办勸劝動动勞劳勢势協协單单賣卖盧卢衛卫卻却廁厕壓压縣县參参雙双發发變变臺台聽听啓启員员喚唤團团圍围圖图圓圆聖圣墳坟塊块堅坚壘垒聲声殼壳壺壶' +
  '備备夠够夾夹奮奋婦妇宮宫寬宽賓宾對对壽寿塵尘堯尧盡尽屆届幣币師师帶带幫帮幹干並并慶庆廢废異异歸归錄录徹彻憶忆態态總总戀恋願愿懶懒戲戏戶户執执擴扩掃扫報报擁拥擇择損损換换據据擲掷攜携擺摆撐撑敵敌齋斋鬥斗' +
  '舊旧曠旷顯显暫暂術术雜杂權权來来極极構构棗枣櫃柜欄栏檢检橢椭欖榄';
/** Numbers of grids and groups are written either way. */
const NUMERALS = '一1二2三3四4五5六6七7八8九9';
const SAME = new Map([...`${PAIRS}${NUMERALS}`.matchAll(/(.)(.)/gu)].map(([, from = '', to = '']) => [from, to]));

/**
 * A text as names of places are compared: half-width, small letters, simplified characters as far as names have them, digits for
 * the numbers up to nine, and no blanks beside Chinese.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+/gu, '')
    .replace(/\p{Script=Han}/gu, (one) => SAME.get(one) ?? one);
